package dev.connectorproxy.bench;

/// How long the parts of the bench take.
///
/// @param roundSeconds of each subject in each round; long answers and POSTs get half
/// @param warmUpMillis of the proxy before each kind of load
/// @param starts cold starts of each kind
/// @param limitSeconds when the whole bench is cut off
record Pace(int rounds, int roundSeconds, int warmUpMillis, int starts, int limitSeconds) {
    static final Pace FULL = new Pace(5, 10, 10_000, 5, 480);
    static final Pace QUICK = new Pace(2, 3, 3_000, 2, 90);

    int halfRoundSeconds() {
        return roundSeconds / 2;
    }
}
