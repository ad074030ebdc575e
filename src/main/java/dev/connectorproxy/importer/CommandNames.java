package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.Operation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names commands after operations: the `operationId` in UpperCamelCase, else a verb and the nouns of the path.
final class CommandNames {
    private static final int MAX_LENGTH = 100;
    private static final Pattern VERSION = Pattern.compile("api|v[0-9]+([._-][0-9]+)*|[0-9.]+");

    private CommandNames() {}

    /// A name that no operation before has.
    ///
    /// @param taken the names in use, in lower case; the new one is added
    static String unique(Operation operation, Set<String> taken) {
        for (var name : List.of(ofId(operation.id()), ofPath(operation))) {
            if (!name.isEmpty() && taken.add(key(name))) {
                return name;
            }
        }
        var base = ofId(operation.id()).isEmpty() ? ofPath(operation) : ofId(operation.id());
        int number = 2;
        while (!taken.add(key(base + number))) {
            number++;
        }
        return base + number;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// Empty if the id is no name.
    private static String ofId(String id) {
        var name = camelCase(words(id));
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "" : name;
    }

    private static String ofPath(Operation operation) {
        var segments = operation.path().split("[?#]", 2)[0].split("/");
        var nouns = new ArrayList<String>();
        for (int i = 0; i < segments.length; i++) {
            var segment = segments[i].toLowerCase(Locale.ROOT);
            if (segment.isEmpty() || isVariable(segment) || VERSION.matcher(segment).matches()) {
                continue;
            }
            boolean single =
                    i + 1 < segments.length
                            ? isVariable(segments[i + 1])
                            : operation.method().equals("POST");
            nouns.addAll(words(single ? singular(segments[i]) : segments[i]));
        }
        boolean list =
                operation.method().equals("GET")
                        && segments.length > 0
                        && segments[segments.length - 1].endsWith("s");
        return camelCase(List.of(list ? "List" : verb(operation.method()))) + camelCase(nouns);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String verb(String method) {
        return switch (method) {
            case "POST" -> "Create";
            case "PUT" -> "Replace";
            case "PATCH" -> "Update";
            case "GET" -> "Get";
            case "DELETE" -> "Delete";
            default -> camelCase(List.of(method));
        };
    }

    private static String singular(String noun) {
        if (noun.endsWith("ies") && noun.length() > 4) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        if (noun.matches(".*(ch|sh|x|ss)es")) {
            return noun.substring(0, noun.length() - 2);
        }
        return noun.endsWith("s") && !noun.endsWith("ss")
                ? noun.substring(0, noun.length() - 1)
                : noun;
    }

    private static List<String> words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return Arrays.stream(plain.split("[^A-Za-z0-9]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static String camelCase(List<String> words) {
        boolean shouted = words.stream().noneMatch(word -> word.matches(".*[a-z].*"));
        var name = new StringBuilder();
        for (var word : words) {
            var rest = word.substring(1);
            name.append(Character.toUpperCase(word.charAt(0)))
                    .append(shouted ? rest.toLowerCase(Locale.ROOT) : rest);
        }
        return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name.toString();
    }
}
