package dev.connectorproxy.bench;

/// One kind of load, in the form for plain servers and in the form of a command.
///
/// @param mebibytes the size of one response if the cost is reported per MiB, otherwise 0
record Scenario(
        String name, int connections, double mebibytes, LoadExchange plain, LoadExchange command) {

    static Scenario get(int upstream) {
        var body = Bodies.small("");
        return new Scenario(
                "GET, 200 B",
                64,
                0,
                Messages.get("/json", body),
                Messages.getCommand(url(upstream, "/json"), body));
    }

    static Scenario post(int upstream) {
        var body = Bodies.of("post", 10 << 10);
        return new Scenario(
                "POST, 10 KiB both ways",
                64,
                0,
                Messages.echo(body),
                Messages.echoCommand(url(upstream, "/echo"), body));
    }

    static Scenario large(int upstream) {
        var body = Bodies.large(5 << 20);
        return new Scenario(
                "GET, 5 MiB",
                4,
                5,
                Messages.get("/large", body),
                Messages.getCommand(url(upstream, "/large"), body));
    }

    static String url(int upstream, String target) {
        return "http://127.0.0.1:" + upstream + target;
    }

    Plan plan(Subject subject, int millis) {
        var exchange = subject.envelopes() ? command : plain;
        return new Plan(subject.port(), connections, 0, millis, exchange);
    }
}
