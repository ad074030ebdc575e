package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// An egress to this machine only, over the JDK's HTTP client. It sends each request once.
public final class LoopbackEgress implements Egress {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

    /// Shared, because each client has a thread of its own.
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(Version.HTTP_1_1)
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        var uri = URI.create(request.url());
        if (!"127.0.0.1".equals(uri.getHost()) && !"localhost".equals(uri.getHost())) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED, uri.getHost() + " is refused: it is not loopback");
        }
        try {
            var response = CLIENT.send(translated(uri, request, call), BodyHandlers.ofByteArray());
            var headers =
                    response.headers().map().entrySet().stream()
                            .flatMap(entry ->
                                    entry.getValue().stream()
                                            .map(value -> new Header(entry.getKey(), value)))
                            .toList();
            return new HttpResponse(response.statusCode(), headers, response.body());
        } catch (HttpConnectTimeoutException e) {
            throw new ConnectorException(ErrorCode.CONNECT_TIMEOUT, "no connection in time", e);
        } catch (HttpTimeoutException e) {
            throw new ConnectorException(ErrorCode.READ_TIMEOUT, "no response in time", e);
        } catch (ConnectException e) {
            throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "no connection", e);
        } catch (IOException e) {
            throw new ConnectorException(
                    ErrorCode.CHUNKED_ENCODING_ERROR, "incomplete response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(ErrorCode.REQUEST_TIMEOUT, "interrupted", e);
        }
    }

    private static java.net.http.HttpRequest translated(URI uri, HttpRequest request, Call call) {
        var left = call.left();
        var builder =
                java.net.http.HttpRequest.newBuilder(uri)
                        .timeout(left.compareTo(MIN_TIMEOUT) < 0 ? MIN_TIMEOUT : left)
                        .method(
                                request.method(),
                                request.body()
                                        .map(BodyPublishers::ofByteArray)
                                        .orElse(BodyPublishers.noBody()));
        request.headers().forEach(header -> builder.header(header.name(), header.value()));
        return builder.build();
    }
}
