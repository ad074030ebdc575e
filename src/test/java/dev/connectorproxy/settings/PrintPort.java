package dev.connectorproxy.settings;

import java.util.Optional;

/// A program of its own: loads the settings as the real one does, and prints the port and a name that no default sets.
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
