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

    /// One URL for each element of the class path, all different, because a class loader skips one that it has already; those of
    /// the files themselves if the bundle is too large for memory.
    static List<URL> urls(PluginBundle bundle) throws IOException {
        if (FileStamps.of(bundle.elements()).bytes() > MAX_BYTES) {
            return bundle.fileUrls();
        }
        var urls = new ArrayList<URL>();
        for (var element : bundle.elements()) {
            var content = Files.isDirectory(element) ? readDirectory(element) : readJar(element);
            var root = "/" + urls.size() + "/";
            urls.add(URL.of(URI.create("snapshot:" + root), new Handler(root, content)));
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

    private static final class Handler extends URLStreamHandler {
        private final String root;
        private final Map<String, byte[]> content;

        /// @param root the path of the element
        /// @param content by name, such as `com/acme/Bank.class`
        Handler(String root, Map<String, byte[]> content) {
            this.root = root;
            this.content = Map.copyOf(content);
        }

        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            var name = URI.create(url.toString()).getPath();
            var bytes = name.startsWith(root) ? content.get(name.substring(root.length())) : null;
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
