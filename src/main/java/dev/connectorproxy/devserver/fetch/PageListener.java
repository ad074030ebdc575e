package dev.connectorproxy.devserver.fetch;

/// Receives each page that was fetched, before its response is sent. Implementations are thread-safe and do not block.
@FunctionalInterface
public interface PageListener {
    void fetched(CommittedPage page);
}
