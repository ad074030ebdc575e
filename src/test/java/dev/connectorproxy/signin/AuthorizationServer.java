package dev.connectorproxy.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A strict OAuth 2 authorization server on loopback: S256 is required; a code works once, for the client, the
/// redirect URI and the verifier of its authorization request. The person at the browser always agrees immediately.
public final class AuthorizationServer implements AutoCloseable {
    /// The client id; both parts of the credentials contain characters that must be encoded.
    public static final String CLIENT = "client:1";

    /// The client's secret.
    public static final String SECRET = "s3cret %+&:ü";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Map<String, String>> requestsByCode = new ConcurrentHashMap<>();
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger discoveries = new AtomicInteger();
    private volatile Map<String, String> responseParameters = Map.of();
    private volatile String tokens =
            "{\"access_token\":\"at &+#%\\\"é\",\"token_type\":\"Bearer\",\"expires_in\":1800.00,\"refresh_token\":\"rt\"}";
    private volatile String tokenType = "application/json";
    private volatile int tokenStatus = 200;
    private volatile boolean openId = true;
    private volatile String issuer;
    private volatile List<String> authenticationMethods = List.of();

    public AuthorizationServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        issuer = url();
    }

    /// The base URL, which is also the issuer unless a test sets another one.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Adds these parameters to authorization responses, or replaces its own; an empty value removes one.
    AuthorizationServer respondWith(Map<String, String> parameters) {
        responseParameters = parameters;
        return this;
    }

    /// Sets the response to valid token requests.
    AuthorizationServer respondWithToken(int status, String type, String body) {
        tokenStatus = status;
        tokenType = type;
        tokens = body;
        return this;
    }

    /// Publishes metadata only under the path of RFC 8414.
    AuthorizationServer withoutOpenId() {
        openId = false;
        return this;
    }

    /// Sets the issuer in its metadata.
    AuthorizationServer withIssuer(String name) {
        issuer = name;
        return this;
    }

    /// Publishes these methods of client authentication, and accepts no others.
    AuthorizationServer withAuthenticationMethods(String... methods) {
        authenticationMethods = List.of(methods);
        return this;
    }

    /// The forms that the token endpoint received.
    List<String> forms() {
        return forms;
    }

    /// How often the metadata was fetched.
    int discoveries() {
        return discoveries.get();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/.well-known/openid-configuration" -> metadata(exchange, openId);
                case "/.well-known/oauth-authorization-server" -> metadata(exchange, !openId);
                default -> send(exchange, 404, "text/plain", "?");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void metadata(HttpExchange exchange, boolean here) throws IOException {
        discoveries.incrementAndGet();
        var json =
                "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize?tenant=1\",\"token_endpoint\":\"%s/token\"%s}"
                        .formatted(
                                issuer,
                                url(),
                                url(),
                                ",\"authorization_response_iss_parameter_supported\":true"
                                        + (authenticationMethods.isEmpty()
                                                ? ""
                                                : ",\"token_endpoint_auth_methods_supported\":[\"%s\"]"
                                                        .formatted(
                                                                String.join(
                                                                        "\",\"",
                                                                        authenticationMethods))));
        send(exchange, here ? 200 : 404, "application/json", json);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var request = parameters(exchange.getRequestURI().getRawQuery());
        if (!request.getOrDefault("response_type", "").equals("code")
                || !request.getOrDefault("client_id", "").equals(CLIENT)
                || !request.getOrDefault("code_challenge_method", "").equals("S256")
                || request.getOrDefault("code_challenge", "").length() != 43
                || request.getOrDefault("state", "").isEmpty()) {
            send(exchange, 400, "text/plain", "bad authorization request");
            return;
        }
        var code = "code+/=" + count.incrementAndGet();
        requestsByCode.put(code, request);
        var response = new HashMap<String, String>();
        response.put("code", code);
        response.put("state", request.get("state"));
        response.put("iss", issuer);
        response.putAll(responseParameters);
        response.values().removeIf(String::isEmpty);
        var location = new StringBuilder(request.get("redirect_uri"));
        response.forEach((name, value) ->
                location.append(location.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().set("Location", location.toString());
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException, GeneralSecurityException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        forms.add(body);
        var form = parameters(body);
        var request = requestsByCode.remove(form.getOrDefault("code", ""));
        if (!isAuthenticated(exchange, form)) {
            send(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
            return;
        }
        var digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(
                                form.getOrDefault("code_verifier", "")
                                        .getBytes(StandardCharsets.US_ASCII));
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        if (request == null
                || !exchange.getRequestMethod().equals("POST")
                || !"authorization_code".equals(form.get("grant_type"))
                || !request.get("redirect_uri").equals(form.get("redirect_uri"))
                || !request.get("code_challenge").equals(challenge)) {
            send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        send(exchange, tokenStatus, tokenType, tokens);
    }

    private boolean isAuthenticated(HttpExchange exchange, Map<String, String> form) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        var method =
                header != null
                        ? "client_secret_basic"
                        : form.containsKey("client_secret") ? "client_secret_post" : "none";
        if (!authenticationMethods.isEmpty() && !authenticationMethods.contains(method)) {
            return false;
        }
        if (method.equals("none") && !authenticationMethods.isEmpty()) {
            return CLIENT.equals(form.get("client_id"));
        }
        if (header == null) {
            return CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        }
        var pair =
                new String(
                                Base64.getDecoder().decode(header.replace("Basic ", "")),
                                StandardCharsets.US_ASCII)
                        .split(":", 2);
        return !form.containsKey("client_secret")
                && CLIENT.equals(URLDecoder.decode(pair[0], StandardCharsets.UTF_8))
                && SECRET.equals(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }

    /// The parameters of a query or form.
    static Map<String, String> parameters(String query) {
        var all = new HashMap<String, String>();
        for (var part : query.split("&")) {
            var pair = part.split("=", 2);
            all.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return all;
    }

    /// The parameters in the query of a URL.
    static Map<String, String> parameters(URI url) {
        return parameters(url.getRawQuery());
    }

    private static void send(HttpExchange exchange, int status, String type, String body) {
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops the server.
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
