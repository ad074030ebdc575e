package dev.connectorproxy.devserver.connector;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A stack trace as the author of a provider wants to see it: down to where the host called the provider.
///
/// @param frames the one that threw first
record AuthorFrames(List<StackTraceElement> frames) {
    private static final int MAX_SHOWN = 30;
    private static final String PLUGIN_LOADER = "plugin ";
    private static final String OWN_PROVIDERS = "dev.connectorproxy.provider.";
    private static final List<String> HOST =
            List.of(
                    "dev.connectorproxy.",
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.",
                    "jakarta.json.",
                    "org.eclipse.parsson.",
                    "org.apache.hc.",
                    "io.helidon.");

    static AuthorFrames of(StackTraceElement[] trace) {
        return new AuthorFrames(List.of(trace));
    }

    /// The innermost frame in the author's own code, rather than in a library that the plugin brings along: in the
    /// package of the class that the host called, or below it.
    Optional<StackTraceElement> own() {
        int entry = entry();
        if (entry < 0) {
            return Optional.empty();
        }
        var home = packageOf(frames.get(entry).getClassName());
        return frames.stream()
                .filter(frame -> isAuthors(frame) && frame.getClassName().startsWith(home))
                .findFirst();
    }

    /// Without the frames of the host that called the provider.
    List<StackTraceElement> shown() {
        int entry = entry();
        return frames.subList(0, Math.min(entry < 0 ? frames.size() : entry + 1, MAX_SHOWN));
    }

    /// As `java.lang.Throwable` prints it, without module and class loader.
    static String text(StackTraceElement frame) {
        var file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
        var line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        return "%s.%s(%s%s)".formatted(frame.getClassName(), frame.getMethodName(), file, line);
    }

    /// The index of the outermost frame of the provider; -1 for none.
    private int entry() {
        return IntStream.range(0, frames.size())
                .filter(i -> isAuthors(frames.get(i)))
                .max()
                .orElse(-1);
    }

    private static boolean isAuthors(StackTraceElement frame) {
        var loader = frame.getClassLoaderName();
        var name = frame.getClassName();
        return loader != null && loader.startsWith(PLUGIN_LOADER)
                || name.startsWith(OWN_PROVIDERS)
                || HOST.stream().noneMatch(name::startsWith);
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }
}
