package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.toolkit.PercentCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The documents of one description, each read once. Not thread-safe.
final class DocumentSet {
    private final DocumentSource source;
    private final ReadingLimits limits;
    private final DocumentParser parser;
    private final URI folder;
    private final List<URI> addresses = new ArrayList<>();
    private final Map<URI, Loaded> documents = new HashMap<>();

    /// @param address of the first document
    DocumentSet(URI address, DocumentSource source, ReadingLimits limits, DocumentParser parser) {
        this.folder = address.resolve(".");
        this.source = source;
        this.limits = limits;
        this.parser = parser;
    }

    /// The first document.
    ///
    /// @throws DescriptionException it is neither JSON nor YAML
    SourceDocument first(URI address, byte[] content, String name) {
        limits.addDocument(content.length);
        addresses.add(address);
        var document = new SourceDocument("", address, parser.parse(content, name, ""));
        documents.put(address, new Loaded(Optional.of(document), ""));
        return document;
    }

    /// The addresses of all documents that were read, in order.
    List<URI> addresses() {
        return List.copyOf(addresses);
    }

    /// The document that a reference without its fragment names.
    ///
    /// @throws IOException it cannot be read, for a reason that is said
    SourceDocument load(SourceDocument from, String reference) throws IOException {
        var address = resolve(from.address(), reference);
        var known = documents.get(address);
        if (known == null) {
            known = load(address);
            documents.put(address, known);
        }
        var problem = known.problem();
        return known.document().orElseThrow(() -> new IOException(problem));
    }

    private Loaded load(URI address) {
        limits.addDocument(0);
        try {
            var content = source.read(address);
            limits.addBytes(content.length);
            var name = folder.relativize(address).getPath();
            var document = new SourceDocument(name, address, parser.parse(content, name, name));
            addresses.add(address);
            return new Loaded(Optional.of(document), "");
        } catch (IOException e) {
            return new Loaded(
                    Optional.empty(),
                    Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
        } catch (DescriptionException e) {
            if (limits.isExceeded()) {
                throw e;
            }
            return new Loaded(Optional.empty(), e.getMessage());
        }
    }

    /// A document that was fetched never leads to files.
    private static URI resolve(URI base, String reference) throws IOException {
        try {
            var address = base.resolve(relative(reference)).normalize();
            if ("file".equals(address.getScheme()) && !"file".equals(base.getScheme())) {
                throw new IOException("a document from a URL has no files");
            }
            return address;
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw new IOException("it is no file name and no URL");
        }
    }

    private static URI relative(String reference) throws URISyntaxException {
        if (reference.matches("(?i)[a-z][a-z0-9+.-]+:.*")) {
            return new URI(reference);
        }
        var path = PercentCodec.decodeLeniently(reference).replace('\\', '/');
        return new URI(null, null, path, null);
    }

    /// A document, or why there is none.
    private record Loaded(Optional<SourceDocument> document, String problem) {}
}
