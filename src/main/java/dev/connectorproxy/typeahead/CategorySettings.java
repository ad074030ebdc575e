package dev.connectorproxy.typeahead;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads one element of `typeahead.categories`: `name`, `match` (the keys of which one value must begin with the prefix;
/// by default every key counts, but if a service receives the prefix, its selection is final), and exactly one of
/// `items` (a list of flat objects), `file` (`.csv`, or `.json` with a `pointer`) and `url` (with `pointer`,
/// `prefix-parameter`, `limit-parameter` and `cache`; none of them by default).
final class CategorySettings {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Section section;
    private final List<String> match;
    private final String pointer;

    CategorySettings(Section section) {
        this.section = section;
        this.match = section.texts("match");
        this.pointer = section.text("pointer", "");
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw section.invalid(
                    "pointer", "must begin with a slash (RFC 6901); leave it out for the whole");
        }
    }

    Category read() {
        var name =
                section.text("name")
                        .filter(text -> text.matches("[A-Za-z0-9_-]{1,64}"))
                        .orElseThrow(() ->
                                section.invalid(
                                        "name",
                                        "must be 1 to 64 letters, digits, dashes or underscores"));
        var items = section.sections("items");
        var file = section.text("file");
        var url = section.text("url");
        boolean hasItems = section.has("items");
        if (Stream.of(hasItems, file.isPresent(), url.isPresent()).filter(given -> given).count()
                != 1) {
            throw section.invalid("name", "must go with exactly one of items, file and url");
        }
        if (url.isPresent()) {
            return service(name, url.get());
        }
        var source = file.isPresent() ? file(file.get()) : items(items);
        Stream.of("prefix-parameter", "limit-parameter", "cache")
                .filter(section::has)
                .findFirst()
                .ifPresent(key -> {
                    throw section.invalid(key, "must go with url");
                });
        return new Category(name, true, (_, _) -> source);
    }

    private SuggestionSource items(List<Section> items) {
        var suggestions = items.stream().map(item -> Suggestion.of(object(item), match)).toList();
        return (_, _) -> suggestions;
    }

    private static JsonObject object(Section item) {
        var object = JSON.createObjectBuilder();
        item.flat(List.of("**"))
                .forEach((key, value) -> {
                    if (key.contains(".")) {
                        throw item.invalid(key, "must not be nested; a JSON file can give that");
                    }
                    object.add(key, value);
                });
        return object.build();
    }

    private SuggestionSource file(String name) {
        try {
            if (!FileSource.isSupported(name)) {
                throw new IllegalArgumentException("its name does not end in .csv or .json");
            }
            return new FileSource(Path.of(name), pointer, match);
        } catch (InvalidPathException _) {
            throw section.invalid("file", "must be the name of a file");
        } catch (IOException e) {
            throw section.invalid(
                    "file", "must name a readable file (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException | ConnectorException e) {
            throw section.invalid("file", "must name a CSV or JSON file: " + e.getMessage());
        }
    }

    private Category service(String name, String url) {
        try {
            var parsed = new URI(url);
            if (!String.valueOf(parsed.getScheme()).matches("(?i)https?")
                    || parsed.getRawFragment() != null
                    || !url.chars().allMatch(c -> c < 0x7F)) {
                throw new URISyntaxException(url, "not of the web");
            }
        } catch (URISyntaxException _) {
            throw section.invalid("url", "must be an http or https URL in ASCII, without fragment");
        }
        var cache =
                section.has("cache")
                        ? Optional.of(section.duration("cache", Duration.ofSeconds(30)))
                        : Optional.<Duration>empty();
        var service =
                new HttpSource.Service(
                        url,
                        section.text("prefix-parameter").filter(text -> !text.isBlank()),
                        section.text("limit-parameter").filter(text -> !text.isBlank()),
                        pointer);
        return new Category(
                name,
                !match.isEmpty() || service.prefixParameter().isEmpty(),
                (egress, clock) ->
                        new HttpSource(service, match, egress, new SuggestionCache(cache, clock)));
    }
}
