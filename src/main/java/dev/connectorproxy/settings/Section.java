package dev.connectorproxy.settings;

import io.helidon.config.Config;
import io.helidon.config.ConfigValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/// One node of the settings. Reading a key declares it: what no reader has asked for by the end of the start is unknown,
/// and stops it. Used by one thread, at start.
public final class Section {
    private final Config node;
    private final SortedSet<String> declared;

    /// @param declared receives the full key of everything that is read
    public Section(Config node, SortedSet<String> declared) {
        this.node = node;
        this.declared = declared;
    }

    /// The node below this one; empty when nothing is set there.
    public Section section(String key) {
        return new Section(node.get(key), declared);
    }

    /// The objects of a list, in order; none when the key is absent.
    public List<Section> sections(String key) {
        declare(key);
        return node.get(key).asNodeList().orElse(List.of()).stream()
                .map(it -> new Section(it, declared))
                .toList();
    }

    /// A text, as it stands; present but empty is present.
    public Optional<String> text(String key) {
        declare(key);
        ConfigValue<String> value = node.get(key).asString();
        return value.asOptional();
    }

    /// A text or its default.
    public String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /// A list of texts, given as a YAML list or as one comma-separated text; trimmed, without empty ones.
    public List<String> texts(String key) {
        declare(key);
        Config it = node.get(key);
        Stream<String> all =
                it.type() == Config.Type.LIST
                        ? it.asList(String.class).get().stream()
                        : Stream.of(it.asString().orElse("").split(","));
        return all.map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    /// `true` or `false`.
    public boolean flag(String key, boolean fallback) {
        return text(key)
                .map(text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw invalid(key, "must be true or false");
                        })
                .orElse(fallback);
    }

    /// A whole number between two bounds, both included.
    public int number(String key, int fallback, int least, int most) {
        return text(key).map(text -> number(key, text, least, most)).orElse(fallback);
    }

    /// A positive duration in ISO 8601, such as `PT40S`.
    public Duration duration(String key, Duration fallback) {
        return text(key).map(text -> duration(key, text)).orElse(fallback);
    }

    /// A positive number of bytes, such as `10485760`, `512 KiB` or `10 MiB`.
    public int bytes(String key, int fallback) {
        return text(key).map(text -> bytes(key, text)).orElse(fallback);
    }

    /// Everything below this node, keys joined with dots; for a connector's own settings, of which nothing is known here.
    public Map<String, String> flat() {
        var all = new LinkedHashMap<String, String>();
        var prefix = node.key().toString();
        node.traverse()
                .filter(Config::isLeaf)
                .forEach(leaf -> {
                    var key = leaf.key().toString();
                    declared.add(key);
                    all.put(key.substring(prefix.length() + 1), leaf.asString().orElse(""));
                });
        return all;
    }

    /// The failure that a value of this section is impossible.
    ///
    /// @param why begins with "must"
    public SettingsException invalid(String key, String why) {
        return new SettingsException(node.get(key).key() + " " + why);
    }

    private void declare(String key) {
        declared.add(node.get(key).key().toString());
    }

    private int number(String key, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw invalid(key, "must be a whole number from " + least + " to " + most);
    }

    private Duration duration(String key, String text) {
        try {
            var value = Duration.parse(text);
            if (value.isPositive()) {
                return value;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw invalid(key, "must be a positive duration in ISO 8601, such as PT40S");
    }

    private int bytes(String key, String text) {
        var parts = text.strip().split("\\s+|(?<=\\d)(?=[A-Za-z])");
        long unit =
                switch (parts.length == 2 ? parts[1] : "B") {
                    case "B" -> 1;
                    case "KiB" -> 1 << 10;
                    case "MiB" -> 1 << 20;
                    default -> 0;
                };
        try {
            long value = Math.multiplyExact(Long.parseLong(parts[0]), unit);
            if (parts.length <= 2 && value > 0 && value <= 1 << 30) {
                return (int) value;
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // told below
        }
        throw invalid(key, "must be a positive number of bytes, such as 10 MiB, at most 1024 MiB");
    }
}
