package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a command of a connector file costs, compared with the same call by `http/GetRequestV2`: both in one proxy, in turn.
final class FileBench {
    private static final String FILE =
            """
            connector: bench
            server: %s
            errors:
              - {when: 'status = 401', code: AuthError, message: message, retry: false}
              - {when: 'status = 429 or (status = 403 and headers."retry-after")', code: RateLimited, status: 429}
              - {when: 'status >= 400', code: RequestFailed, message: message}
            commands:
              Get: {request: {path: /json}}
              Create:
                request: {method: POST, path: /echo}
                parameters:
                  nonce: {type: any}
                  items: {type: any, schema: {type: array, items: {type: object, required: [id, name]}}}
            """;
    private static final String SETTINGS =
            """
            egress:
              allow: [ "127.0.0.1/32" ]
            connectors:
              directories: [ "%s" ]
            """;
    private static final int CONNECTIONS = 64;
    private static final int BODY_BYTES = 2048;

    private final Load load;
    private final Report report;
    private final Pace pace;

    FileBench(Load load, Report report, Pace pace) {
        this.load = load;
        this.report = report;
        this.pace = pace;
    }

    void run(Jar jar, Path directory, int upstream) throws IOException, InterruptedException {
        var files = Files.createDirectories(directory.resolve("connectors"));
        Files.writeString(files.resolve("bench.yaml"), FILE.formatted(Scenario.url(upstream, "")));
        try (var proxy = jar.start(SETTINGS.formatted(files))) {
            compare(
                    proxy,
                    "GET, 200 B",
                    Messages.begin(
                            "http/GetRequestV2",
                            "{\"url\":\"%s\"}".formatted(Scenario.url(upstream, "/json")),
                            Bodies.small("")),
                    Messages.begin("bench/Get", "{}", Bodies.small("")));
            var body = new String(Bodies.of("post", BODY_BYTES));
            compare(
                    proxy,
                    "POST, 2 KiB both ways",
                    // the V2 commands write JSON as Python does
                    Messages.begin(
                            "http/PostRequestV2",
                            "{\"url\":\"%s\",\"data\":%s}"
                                    .formatted(Scenario.url(upstream, "/echo"), body),
                            new byte[0]),
                    Messages.begin("bench/Create", body, body.getBytes()));
        }
    }

    private void compare(Subject proxy, String name, LoadExchange http, LoadExchange file)
            throws IOException {
        var exchanges = List.of(http, file);
        var ratios = new ArrayList<Double>();
        long bad = 0;
        for (var exchange : exchanges) {
            load.run(plan(proxy, pace.warmUpMillis(), exchange));
        }
        for (int i = 0; i < pace.rounds(); i++) {
            var micros = new ArrayList<Double>();
            for (var exchange : exchanges) {
                var round =
                        Round.measure(
                                load, proxy, plan(proxy, pace.halfRoundSeconds() * 1000, exchange));
                micros.add(round.cpuMicros());
                bad += round.bad();
            }
            ratios.add(micros.getLast() / micros.getFirst());
        }
        report.figure(
                "%s, command of a connector file / http command".formatted(name),
                "CPU %.2f ×, %d wrong"
                        .formatted(
                                Round.median(
                                        ratios.stream().mapToDouble(Double::doubleValue).toArray()),
                                bad));
    }

    private static Plan plan(Subject proxy, int millis, LoadExchange exchange) {
        return new Plan(proxy.port(), CONNECTIONS, 0, millis, exchange);
    }
}
