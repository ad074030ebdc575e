package dev.connectorproxy.egress;

/// Hears how each request on the way out ended. Called once per request, on its thread; must not block or throw.
public interface EgressListener {

    /// A listener that forgets.
    EgressListener NONE = (_, _) -> {};

    /// A request is over, its attempts and redirects included.
    ///
    /// @param outcome the class of the answer's status, `2xx` to `5xx`, or the failure's code; so a bounded set
    /// @param nanos how long it took
    void finished(String outcome, long nanos);
}
