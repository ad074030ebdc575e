package dev.connectorproxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `make rolling`: two instances of the built jar behind nginx with `deploy/nginx.conf`, each stopped with SIGTERM and
/// started again in turn, under load. Exit status 0 if no call failed and none was run twice, or if there is no nginx;
/// else 1. `--rounds 3` sets how often each is restarted.
final class RollingRestart {
    private static final int MIN_CALLS = 1_000;
    private static final int MAX_FAILURES_SHOWN = 10;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String READY = "/observe/health/ready";
    private static final String SETTINGS =
            "egress: {allow: [127.0.0.1]}\nlogging: {level: WARNING}\n";

    private final Jar jar;
    private final List<Subject> instances = new ArrayList<>();

    private RollingRestart(Jar jar) {
        this.jar = jar;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int rounds = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 3;
        var nginx = Nginx.program();
        if (nginx.isEmpty()) {
            System.out.println("skipped: there is no nginx on this machine");
            return;
        }
        var directory = Files.createTempDirectory("connector-proxy-rolling");
        var jar = new Jar(Path.of("target").toAbsolutePath(), directory);
        boolean clean = new RollingRestart(jar).run(nginx.get(), directory, rounds);
        System.out.println("files: " + directory);
        System.exit(clean ? 0 : 1);
    }

    private boolean run(Path program, Path directory, int rounds) throws Exception {
        instances.add(start(Nginx.freePort()));
        instances.add(start(Nginx.freePort()));
        int port = Nginx.freePort();
        var site = site(Files.readString(Path.of("deploy", "nginx.conf")), port);
        try (var target = new RollingTarget();
                var nginx = Nginx.start(program, directory, new Nginx.Site(site, port, READY))) {
            var load = new RollingLoad("http://127.0.0.1:" + nginx.port(), target.url());
            restartInTurn(rounds);
            while (load.calls() < MIN_CALLS) {
                Thread.sleep(100);
            }
            load.stop();
            return report(load, target, rounds);
        } finally {
            instances.forEach(Subject::close);
        }
    }

    private void restartInTurn(int rounds) throws IOException, InterruptedException {
        for (int restart = 0; restart < rounds * instances.size(); restart++) {
            int number = restart % instances.size();
            int port = instances.get(number).port();
            instances.get(number).close(); // SIGTERM
            instances.set(number, start(port));
        }
    }

    /// Starts an instance and waits until it is ready.
    private Subject start(int port) throws IOException, InterruptedException {
        var instance = jar.launch(port, SETTINGS, jar.cache());
        instance.awaitResponse(READY, START_TIMEOUT);
        return instance;
    }

    /// The documented file with the addresses of this machine. nginx's own log names each connection that is refused.
    private String site(String documented, int port) {
        return documented
                .replace("10.0.0.1:8200", "127.0.0.1:" + instances.get(0).port())
                .replace("10.0.0.2:8200", "127.0.0.1:" + instances.get(1).port())
                .replace("listen 8200", "listen 127.0.0.1:" + port)
                .concat("error_log nginx.err;\n");
    }

    private static boolean report(RollingLoad load, RollingTarget target, int rounds) {
        var failures = load.failures();
        System.out.printf(
                "%d calls during %d restarts of each of 2 instances: %d failed, %d were run twice%n",
                load.calls(), rounds, failures.size(), target.repeated());
        failures.stream().limit(MAX_FAILURES_SHOWN).forEach(System.out::println);
        return load.calls() >= MIN_CALLS && failures.isEmpty() && target.repeated() == 0;
    }
}
