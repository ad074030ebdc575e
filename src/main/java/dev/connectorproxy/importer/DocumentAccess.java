package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the document that is imported, and those that it refers to: files below its folder, and URLs, where they may be followed, through the
/// egress policy.
///
/// @param first the document that is imported
/// @param followUrls whether references to URLs are followed
/// @param egress made at the first URL
record DocumentAccess(URI first, boolean followUrls, Supplier<Egress> egress)
        implements DocumentSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static boolean isUrl(String input) {
        return input.matches("(?i)https?://.*");
    }

    @Override
    public byte[] read(URI address) throws IOException {
        if ("file".equals(address.getScheme())) {
            if (!"file".equals(first.getScheme())) {
                throw new IOException("a document at a URL cannot refer to files");
            }
            return DocumentSource.below(Path.of(first).getParent()).read(address);
        }
        if (!isUrl(address.toString())) {
            throw new IOException("it is neither a file nor an HTTP URL");
        }
        if (!followUrls && !address.equals(first)) {
            throw new IOException("references to URLs are followed only with --follow-urls");
        }
        return fetch(address.toASCIIString());
    }

    private byte[] fetch(String url) throws IOException {
        try {
            var response =
                    egress.get()
                            .send(
                                    new HttpRequest(
                                            "GET",
                                            url,
                                            List.of(
                                                    new Header(
                                                            "Accept",
                                                            "application/json, application/yaml, */*")),
                                            Optional.empty(),
                                            Redirects.FOLLOW,
                                            Retries.NONE),
                                    Call.ofProxy(TIMEOUT));
            if (response.status() != 200) {
                throw new IOException("the server responds with status " + response.status());
            }
            return response.body();
        } catch (ConnectorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
