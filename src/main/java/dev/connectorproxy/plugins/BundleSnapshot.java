package dev.connectorproxy.plugins;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/// What was in the jars and class directories of a bundle, in memory, so that a class loader stays complete while a
/// compiler or a build writes the files again. URLs of the scheme `snapshot` lead to it.
final class BundleSnapshot {
    private static final long MAX_BYTES = 64 << 20;

    private BundleSnapshot() {}

    /// One URL for each element of the class path; those of the files themselves if the bundle is too large for memory.
    static List<URL> urls(PluginBundle bundle) throws IOException {
        if (FileStamps.of(bundle.elements()).bytes() > MAX_BYTES) {
            return bundle.fileUrls();
        }
        var urls = new ArrayList<URL>();
        for (var element : bundle.elements()) {
            var content = Files.isDirectory(element) ? readDirectory(element) : readJar(element);
            urls.add(URL.of(URI.create("snapshot:/"), new Handler(content)));
        }
        return urls;
    }

    private static Map<String, byte[]> readJar(Path file) throws IOException {
        var content = new HashMap<String, byte[]>();
        try (var jar = new JarFile(file.toFile(), true, JarFile.OPEN_READ, Runtime.version())) {
            var entries = jar.versionedStream().filter(entry -> !entry.isDirectory()).toList();
            for (var entry : entries) {
                try (var in = jar.getInputStream(entry)) {
                    content.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return content;
    }

    private static Map<String, byte[]> readDirectory(Path directory) throws IOException {
        var content = new HashMap<String, byte[]>();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = directory.relativize(file).toString();
                content.put(
                        name.replace(file.getFileSystem().getSeparator(), "/"),
                        Files.readAllBytes(file));
            }
        }
        return content;
    }

    /// @param content by name, such as `com/acme/Bank.class`
    private static final class Handler extends URLStreamHandler {
        private final Map<String, byte[]> content;

        Handler(Map<String, byte[]> content) {
            this.content = Map.copyOf(content);
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            var name = URI.create(url.toString()).getPath().substring(1);
            var bytes = content.get(name);
            if (bytes == null) {
                throw new FileNotFoundException(name);
            }
            return new Connection(url, bytes);
        }
    }

    private static final class Connection extends URLConnection {
        private final byte[] bytes;

        Connection(URL url, byte[] bytes) {
            super(url);
            this.bytes = bytes;
        }

        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long getContentLengthLong() {
            return bytes.length;
        }
    }
}
