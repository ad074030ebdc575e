package dev.connectorproxy.pdf;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.DataUrl;
import dev.connectorproxy.toolkit.FileDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decides which resources a document may use: images in data URLs, of which the pixels are counted before they are
/// decoded. Remembers the first that was refused, since the renderer merely leaves it out. For one document.
final class DocumentResources {
    private static final long MAX_PIXELS = 25_000_000; // each takes four bytes

    private final Set<String> counted = new HashSet<>();
    private Optional<ConnectorException> refusal = Optional.empty();
    private long pixels;

    /// Whether the resource may be used.
    boolean permits(String uri, ExternalResourceType type) {
        Interruption.check();
        try {
            check(uri, type);
            return true;
        } catch (ConnectorException e) {
            refusal = refusal.or(() -> Optional.of(e));
            return false;
        }
    }

    /// @throws ConnectorException a resource was refused
    void requireAllPermitted() {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private void check(String uri, ExternalResourceType type) {
        if (type != ExternalResourceType.IMAGE_RASTER || !DataUrl.isDataUrl(uri)) {
            throw DocumentError.RESOURCE.toException(
                    "the document refers to %s outside; only images in data URLs can be used"
                            .formatted(
                                    switch (type) {
                                        case CSS -> "a style sheet";
                                        case FONT -> "a font";
                                        case IMAGE_RASTER -> "an image";
                                        default -> "a file";
                                    }));
        }
        if (counted.add(uri)) {
            pixels += pixels(uri);
            if (pixels > MAX_PIXELS) {
                throw DocumentError.TOO_LARGE.toException(
                        "the images of the document have more than %d pixels"
                                .formatted(MAX_PIXELS));
            }
        }
    }

    private static long pixels(String uri) {
        var url = uri.replaceAll("[\r\n\t ]", "");
        FileDigest.refuse("data", url);
        try {
            var image = DataUrl.parse("data", url);
            try (var in =
                    new MemoryCacheImageInputStream(new ByteArrayInputStream(image.content()))) {
                var readers = ImageIO.getImageReaders(in);
                if (readers.hasNext()) {
                    var reader = readers.next();
                    reader.setInput(in, true, true);
                    long size = (long) reader.getWidth(0) * reader.getHeight(0);
                    reader.dispose();
                    return size;
                }
            }
        } catch (IOException | ConnectorException _) {
            // reported below
        }
        throw DocumentError.RESOURCE.toException(
                "an image of the document is not a base64 data URL of a PNG, JPEG, GIF or BMP");
    }
}
