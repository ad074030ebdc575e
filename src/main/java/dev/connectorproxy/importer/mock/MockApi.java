package dev.connectorproxy.importer.mock;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// An egress behind which the API of a description is: it validates every request against the operation that it expects, and responds
/// with what it is given. Used by one thread.
public final class MockApi implements Egress {
    private final RawDocument document;
    private final List<String> problems = new ArrayList<>();
    private String baseUrl = "";
    private String method = "";
    private String path = "";
    private HttpResponse response = new HttpResponse(204, List.of(), new byte[0]);
    private int requests;

    /// @param description its JSON, with references within itself only
    public MockApi(JsonObject description) {
        this.document = new RawDocument(description);
    }

    /// Sets which operation the next requests must be of, and forgets the problems of others.
    ///
    /// @param expectedBase the base URL, without variables
    /// @param expectedPath the template
    public void expect(
            String expectedBase,
            String expectedMethod,
            String expectedPath,
            HttpResponse nextResponse) {
        baseUrl = expectedBase.replaceFirst("/$", "");
        method = expectedMethod;
        path = expectedPath;
        response = nextResponse;
        problems.clear();
        requests = 0;
    }

    /// What is wrong with the requests since the last expectation; that there was none is wrong too.
    public List<String> problems() {
        return requests == 0 ? List.of("no request arrived") : List.copyOf(problems);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        requests++;
        if (!request.url().startsWith(baseUrl)) {
            problems.add("the request goes to another server");
            return response;
        }
        var operation = document.operation(method, path);
        if (operation.isEmpty()) {
            problems.add("the description has no such operation");
            return response;
        }
        var basePath = URI.create(baseUrl).getRawPath();
        problems.addAll(
                new RequestCheck(operation.get(), method, basePath)
                        .problems(ReceivedRequest.of(request)));
        return response;
    }
}
