package dev.connectorproxy.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// nginx in the foreground, as whoever runs the bench, without an access log. As a plain reverse proxy to the upstream
/// it is the limit that a proxy in this place can reach: it keeps connections and writes no temporary file.
final class Nginx {
    private static final String CONFIG =
            """
            daemon off;
            %s
            worker_processes %d;
            error_log stderr error;
            pid nginx.pid;
            events { worker_connections 8192; }
            http {
              access_log off;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              %s
            }
            """;

    private static final String REVERSE_PROXY =
            """
            keepalive_requests 100000000;
            client_max_body_size 16m; client_body_buffer_size 64k;
            upstream far { server 127.0.0.1:%d; keepalive 256; keepalive_requests 100000000; }
            server {
              listen 127.0.0.1:%d backlog=4096;
              location / {
                proxy_pass http://far; proxy_http_version 1.1; proxy_set_header Connection "";
                proxy_buffers 16 64k; proxy_buffer_size 16k; proxy_busy_buffers_size 128k;
                proxy_max_temp_file_size 0;
              }
            }
            """;

    private Nginx() {}

    /// The program on the search path, or where Debian keeps it out of it.
    static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What nginx serves.
    ///
    /// @param text of its part of the configuration
    /// @param path whose response is 200 once it serves
    record Site(String text, int port, String path) {}

    static Subject start(Path program, Path directory, int upstream) throws Exception {
        int port = freePort();
        return start(
                program,
                directory,
                new Site(REVERSE_PROXY.formatted(upstream, port), port, "/json"));
    }

    static Subject start(Path program, Path directory, Site site) throws Exception {
        var root = System.getProperty("user.name").equals("root");
        var config = directory.resolve("nginx.conf");
        Files.writeString(
                config,
                CONFIG.formatted(
                        root ? "user root root;" : "",
                        Runtime.getRuntime().availableProcessors(),
                        site.text()));
        var command =
                new ProcessBuilder(
                                program.toString(),
                                "-p",
                                directory.toString(),
                                "-e",
                                "stderr",
                                "-c",
                                config.toString())
                        .inheritIO();
        var subject = new Subject("nginx", site.port(), false, Child.start(command));
        subject.awaitResponse(site.path(), Duration.ofSeconds(10));
        return subject;
    }

    /// A port that was free a moment ago.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
