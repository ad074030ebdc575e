package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.settings.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Settings under `dev-server:` about code that changes.
///
/// @param classes class paths with the compiled classes of projects, such as `target/classes` (none)
/// @param mode which providers are loaded again as soon as their files change (`reload`, `classes`)
public record ReloadSettings(List<String> classes, Mode mode) {
    /// Which providers are loaded again as soon as their files change.
    public enum Mode {
        /// None: only on request.
        MANUAL,
        /// Those of class paths.
        CLASSES,
        /// Those of plugins, too.
        AUTO
    }

    public ReloadSettings {
        classes = List.copyOf(classes);
    }

    public static ReloadSettings create(Section section) {
        var classes = section.texts("classes");
        try {
            classes.forEach(Path::of);
        } catch (InvalidPathException _) {
            throw section.invalid("classes", "must be class paths, such as target/classes");
        }
        return new ReloadSettings(classes, mode(section));
    }

    private static Mode mode(Section section) {
        var text = section.text("reload", "classes").strip();
        try {
            return Mode.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw section.invalid("reload", "must be auto, classes or manual");
        }
    }
}
