package dev.connectorproxy.longrunning.callback;

import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The content of a response to a callback.
///
/// @param mediaType the value of Content-Type; empty if there is none
/// @param beginning the body, or the beginning of a long one, without a byte order mark
public record ResponseContent(String mediaType, String beginning) {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final ResponseContent NONE = new ResponseContent("", "");

    public ResponseContent {
        beginning = beginning.startsWith("\uFEFF") ? beginning.substring(1) : beginning;
    }

    /// The code of an error of SpiffArena: `error_code`, or `title` where the error is a problem (RFC 9457). Such an
    /// error repeats task data and messages, which may contain any other code, and may be cut off.
    Optional<String> errorCode() {
        var members = textMembers();
        return Optional.ofNullable(members.getOrDefault("error_code", members.get("title")));
    }

    /// Whether it is a page for a browser, such as the login page of a gateway, and not what an engine responds.
    boolean isPage() {
        var start = beginning.stripLeading();
        return start.startsWith("<")
                || mediaType.toLowerCase(Locale.ROOT).contains("html")
                        && !start.isEmpty()
                        && !start.startsWith("{");
    }

    /// The top-level members that are strings, as far as the text can be read.
    private Map<String, String> textMembers() {
        var members = new HashMap<String, String>();
        try (var parser = JSON.createParser(new StringReader(beginning))) {
            var name = "";
            int depth = 0;
            while (parser
                    .hasNext()) { // skipObject() of Parsson never returns where the text is cut off
                switch (parser.next()) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case KEY_NAME -> name = depth == 1 ? parser.getString() : name;
                    case VALUE_STRING -> {
                        if (depth == 1) {
                            members.put(name, parser.getString());
                        }
                    }
                    default -> {}
                }
            }
        } catch (RuntimeException _) {
            // not JSON, cut off, or nested too deeply: JSON-P throws several types
        }
        return members;
    }
}
