package dev.connectorproxy.bench;

/// How long the parts of the bench take.
///
/// @param roundSeconds of each subject in each round; long responses and POSTs get half
/// @param warmUpMillis of the proxy before each kind of load; plain servers need a second
/// @param starts cold starts of each kind
/// @param bursts of thousands of calls at once
/// @param limitSeconds when the whole bench is cut off
record Pace(
        int rounds, int roundSeconds, int warmUpMillis, int starts, int bursts, int limitSeconds) {
    static final Pace FULL = new Pace(5, 10, 10_000, 5, 2, 600);
    static final Pace QUICK = new Pace(2, 3, 2_000, 3, 1, 180);

    /// What the proxy has gone through when the first kind of load is over.
    int secondsOfGets() {
        return warmUpMillis / 1000 + rounds * roundSeconds;
    }

    int halfRoundSeconds() {
        return roundSeconds / 2;
    }
}
