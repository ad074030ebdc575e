package com.example.hello;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// Runs the pretend bank, and offers it to the development server as an example, again and again, since that may be
/// started later: `java src/test/java/com/example/hello/HelloDemo.java`.
final class HelloDemo {
    private static final int PORT = 8099;
    private static final String DEV = "http://localhost:8081";

    private HelloDemo() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var server = new HelloServer(PORT);
                var client = HttpClient.newHttpClient()) {
            System.out.println("endpoint " + server.url() + ", apiKey " + HelloServer.API_KEY);
            while (true) {
                offer(server, client);
                Thread.sleep(2_000);
            }
        }
    }

    private static void offer(HelloServer server, HttpClient client) throws InterruptedException {
        var example =
                """
                {"provider": "hello", "description": "The pretend bank of the project.",
                 "config": {"apiKey": "%s", "endpoint": "%s"}}\
                """
                        .formatted(HelloServer.API_KEY, server.url());
        try {
            client.send(
                    HttpRequest.newBuilder(URI.create(DEV + "/examples/hello"))
                            .PUT(BodyPublishers.ofString(example))
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException _) {
            // the development server is not running yet
        }
    }
}
