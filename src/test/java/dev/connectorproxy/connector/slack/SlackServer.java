package dev.connectorproxy.connector.slack;

import dev.connectorproxy.connector.VendorServer;
import dev.connectorproxy.connector.VendorServer.Request;
import dev.connectorproxy.connector.VendorServer.Response;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Slack's Web API, and the other host to which files are uploaded, as strict as Slack.
final class SlackServer implements AutoCloseable {
    static final String TOKEN = "xoxb-s3cr3t";

    private final Map<String, Integer> lengths = new ConcurrentHashMap<>(); // by id of the file
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final VendorServer api = new VendorServer(this::respond);
    private final VendorServer files = new VendorServer(this::receive);
    private volatile Response uploadResponse = new Response(200, Map.of(), "OK - 1");

    SlackServer() throws IOException {}

    String url() {
        return api.url() + "/api";
    }

    /// The requests to the Web API.
    List<Request> calls() {
        return api.requests();
    }

    /// The requests to the host for files.
    List<Request> uploads() {
        return files.requests();
    }

    byte[] content(String id) {
        return contents.get(id);
    }

    void respondToUploads(Response response) {
        uploadResponse = response;
    }

    private Response respond(Request request) {
        if (!request.header("authorization").equals("Bearer " + TOKEN)) {
            return error("invalid_auth");
        }
        return switch (request.target()) {
            case "/api/chat.postMessage" -> post(request);
            case "/api/files.getUploadURLExternal" -> begin(request);
            case "/api/files.completeUploadExternal" -> complete(request);
            default -> error("unknown_method");
        };
    }

    private static Response post(Request request) {
        if (!request.header("content-type").startsWith("application/json")) {
            return error("invalid_post_type");
        }
        try (var reader = Json.createReader(new StringReader(request.text()))) {
            var message = reader.readObject();
            return message.getString("channel").matches("#[a-z]+|[CDGUW][A-Z0-9]{8,}")
                    ? Response.json(
                            200,
                            "{\"ok\":true,\"channel\":\"%s\"}"
                                    .formatted(message.getString("channel")))
                    : error("channel_not_found");
        }
    }

    private Response begin(Request request) {
        if (!request.header("content-type").equals("application/x-www-form-urlencoded")) {
            return error("invalid_form_data");
        }
        var form = request.form();
        if (form.getOrDefault("filename", "").isEmpty()
                || !form.getOrDefault("length", "").matches("[1-9]\\d*")) {
            return error("invalid_arguments");
        }
        var id = "F%08d".formatted(count.incrementAndGet());
        lengths.put(id, Integer.valueOf(form.get("length")));
        return Response.json(
                200,
                "{\"ok\":true,\"upload_url\":\"%s/upload/v1/%s\",\"file_id\":\"%s\"}"
                        .formatted(files.url(), id, id));
    }

    private Response receive(Request request) {
        var id = request.target().replace("/upload/v1/", "");
        var expected = lengths.remove(id); // the URL works once
        if (!request.header("authorization").isEmpty()
                || expected == null
                || expected != request.content().length) {
            return new Response(400, Map.of(), "refused");
        }
        contents.put(id, request.content());
        return uploadResponse;
    }

    private Response complete(Request request) {
        var form = request.form();
        if (!form.getOrDefault("channel_id", "").matches("[CGDZ][A-Z0-9]{8,}")) {
            return Response.json(
                    200,
                    "{\"ok\":false,\"error\":\"invalid_arguments\",\"response_metadata\":{\"messages\":[\"[ERROR] input must match regex pattern\"]}}");
        }
        try (var reader = Json.createReader(new StringReader(form.get("files")))) {
            var file = reader.readArray().getJsonObject(0);
            return contents.containsKey(file.getString("id"))
                    ? Response.json(200, "{\"ok\":true,\"files\":[%s]}".formatted(file.toString()))
                    : error("file_not_found");
        }
    }

    private static Response error(String code) {
        return Response.json(200, "{\"ok\":false,\"error\":\"%s\"}".formatted(code));
    }

    @Override
    public void close() {
        api.close();
        files.close();
    }
}
