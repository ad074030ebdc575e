package dev.connectorproxy.demo;

import java.net.URI;

/// The options of the demo.
///
/// @param faults the share of requests with a fault, in percent (0)
/// @param dev the address of the development server to which it announces its servers (`http://localhost:8081`)
record DemoOptions(int faults, URI dev) {
    private static final URI DEV = URI.create("http://localhost:8081");

    /// @throws IllegalArgumentException the arguments are invalid
    static DemoOptions parse(String... args) {
        var options = new DemoOptions(0, DEV);
        for (int i = 0; i < args.length; i += 2) {
            var value = i + 1 < args.length ? args[i + 1] : "";
            if (args[i].equals("--faults") && value.matches("\\d{1,3}")) {
                options = new DemoOptions(Integer.parseInt(value), options.dev());
            } else if (args[i].equals("--dev") && value.matches("https?://.+")) {
                options = new DemoOptions(options.faults(), URI.create(value));
            } else {
                throw new IllegalArgumentException(
                        "usage: [--faults PERCENT, from 0 to 100] [--dev URL]");
            }
        }
        return options;
    }
}
