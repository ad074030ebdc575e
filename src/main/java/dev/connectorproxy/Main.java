package dev.connectorproxy;

/// The graph.
public final class Main {
    private Main() {}

    /// Starts it.
    static void main(String[] args) {
        System.out.println("hi");
    }
}
