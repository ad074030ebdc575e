package dev.connectorproxy.declarative.bundled;

import dev.connectorproxy.importer.mock.MockApi;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The API of a vendor in place of the egress: it validates requests against the vendor's own description, of which a part is in the
/// resource folder `vendors`. For tests only.
final class VendorDescription implements Egress {
    private static final Pattern VARIABLE = Pattern.compile("\\\\E\\{[^{}]*}\\\\Q|\\{[^{}]*}");
    private static final HttpResponse EMPTY =
            new HttpResponse(
                    200, List.of(new Header("Content-Type", "application/json")), "{}".getBytes());

    private final JsonObject description;
    private final MockApi mock;
    private final List<String> problems = new ArrayList<>();
    private int requests;

    private VendorDescription(JsonObject description) {
        this.description = description;
        this.mock = new MockApi(description);
    }

    /// The description for a connector; empty if there is none.
    static Optional<VendorDescription> of(String connector) {
        try (var in =
                VendorDescription.class.getResourceAsStream("/vendors/" + connector + ".json")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new VendorDescription(Json.createReader(in).readObject()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with the requests so far; that there was none is wrong, too.
    List<String> problems() {
        return requests == 0 ? List.of("no request was sent") : List.copyOf(problems);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        requests++;
        var path = URI.create(request.url()).getRawPath();
        var template = template(request.method(), path);
        if (template.isEmpty()) {
            problems.add("the vendor does not describe %s %s".formatted(request.method(), path));
            return EMPTY;
        }
        mock.expect(origin(request.url()), request.method(), template.get(), EMPTY);
        var response = mock.send(withoutCredentials(request), call);
        problems.addAll(mock.problems());
        problems.addAll(
                new UndescribedMembers(description, template.get(), request.method()).of(request));
        return response;
    }

    /// Descriptions have `Authorization` among the credentials, not among the headers.
    private static HttpRequest withoutCredentials(HttpRequest request) {
        return request.withHeaders(
                request.headers().stream()
                        .filter(header -> !header.name().equalsIgnoreCase("Authorization"))
                        .toList());
    }

    /// The path of an operation, of several the one with the fewest variables.
    private Optional<String> template(String method, String path) {
        return description.getJsonObject("paths").entrySet().stream()
                .filter(item -> item.getValue().asJsonObject().containsKey(method.toLowerCase()))
                .map(item -> item.getKey())
                .filter(template -> pattern(template).matcher(path).matches())
                .min(
                        Comparator.comparingLong(
                                template -> template.chars().filter(c -> c == '{').count()));
    }

    private static Pattern pattern(String template) {
        var literal = VARIABLE.matcher(template).replaceAll("\\\\E[^/]+\\\\Q");
        return Pattern.compile("\\Q" + literal + "\\E");
    }

    private static String origin(String url) {
        var uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
