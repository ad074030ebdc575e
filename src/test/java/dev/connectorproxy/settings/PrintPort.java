package dev.connectorproxy.settings;

import java.util.Optional;

/// A program that loads the settings like the proxy, and prints the port and a name without a default.
final class PrintPort {
    private PrintPort() {}

    static void main() {
        var root = Settings.load(Optional.empty(), System.getenv(), System.getProperties()).root();
        IO.println(
                root.section("server").text("port", "none")
                        + " "
                        + root.section("stray").text("key", "none"));
    }
}
