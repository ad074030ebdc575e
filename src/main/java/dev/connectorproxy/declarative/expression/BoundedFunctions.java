package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.FnVarArgs;
import com.dashjoin.jsonata.Utils;
import java.util.List;
import java.util.Map;

/// The functions of JSONata that take longer in the library than in proportion to their arguments.
final class BoundedFunctions {
    private static final int MAX_COPIED = 100_000_000; // characters

    private BoundedFunctions() {}

    static void bindTo(Jsonata.Frame frame) {
        bind(frame, "match", BoundedFunctions::match, "<s-f<s:o>n?:a<o>>");
        bind(frame, "contains", BoundedFunctions::contains, "<s-(sf):b>");
        bind(frame, "replace", BoundedFunctions::replace, "<s-(sf)(sf)n?:s>");
        bind(frame, "split", BoundedFunctions::split, "<s-(sf)n?:a<s>>");
        bind(frame, "pad", BoundedFunctions::pad, "<s-ns?:s>");
        bind(frame, "spread", arguments -> spread(arguments.getFirst()), "<x-:a<o>>");
    }

    /// @param signature as the library declares the function
    private static void bind(
            Jsonata.Frame frame, String name, FnVarArgs<Object> function, String signature) {
        frame.bind(name, Jsonata.function(name, function, signature));
    }

    private static Object match(List<?> arguments) {
        var text = text(arguments, 0);
        return text == null || !(arguments.get(1) instanceof BoundedRegex regex)
                ? null
                : Functions.match(text, regex.afterSearch(text), limit(arguments, 2));
    }

    private static Object contains(List<?> arguments) {
        var text = text(arguments, 0);
        return text == null ? null : Functions.contains(text, searched(arguments, text));
    }

    private static Object split(List<?> arguments) {
        var text = text(arguments, 0);
        return text == null
                ? null
                : Functions.split(text, searched(arguments, text), limit(arguments, 2));
    }

    private static Object replace(List<?> arguments) {
        var text = text(arguments, 0);
        if (text == null) {
            return null;
        }
        var limit = limit(arguments, 3);
        if (limit == null) {
            return Functions.replace(text, searched(arguments, text), arguments.get(2), null);
        }
        if ((long) limit * text.length() > MAX_COPIED) { // each replacement copies the text
            throw EvaluationBounds.tooLarge();
        }
        return arguments.get(1) instanceof String found && arguments.get(2) instanceof String other
                ? replaceFirst(text, found, other, limit)
                : Functions.replace(text, searched(arguments, text), arguments.get(2), limit);
    }

    /// The library takes the text for a regular expression.
    private static String replaceFirst(String text, String found, String other, int limit) {
        var out = new StringBuilder();
        int from = 0;
        int at = found.isEmpty() ? -1 : text.indexOf(found);
        for (int i = 0; i < limit && at >= 0; i++) {
            out.append(text, from, at).append(other);
            from = at + found.length();
            at = text.indexOf(found, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static Object pad(List<?> arguments) {
        var text = text(arguments, 0);
        if (text == null || !(arguments.get(1) instanceof Number width)) {
            return null;
        }
        if (Math.abs(width.doubleValue()) > EvaluationBounds.MAX_TEXT) {
            throw EvaluationBounds.tooLarge();
        }
        var given = arguments.size() > 2 ? text(arguments, 2) : null;
        var unit = given == null || given.isEmpty() ? " " : given;
        int missing = Math.abs(width.intValue()) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        var many = unit.repeat(missing / unit.codePointCount(0, unit.length()) + 1);
        var padding = many.substring(0, many.offsetByCodePoints(0, missing));
        return width.intValue() < 0 ? padding + text : text + padding;
    }

    private static Object spread(Object value) {
        if (!(value instanceof List<?> list)) {
            return value instanceof Map<?, ?> ? Functions.spread(value) : value;
        }
        List<Object> all = Utils.createSequence();
        for (var element : list) {
            switch (spread(element)) {
                case List<?> parts -> all.addAll(parts);
                case null -> {} // no value
                case Object other -> all.add(other);
            }
        }
        return all;
    }

    /// What is searched for in the text: a text, or an expression with which a search ends in time.
    private static Object searched(List<?> arguments, String text) {
        return arguments.get(1) instanceof BoundedRegex regex
                ? regex.afterSearch(text)
                : arguments.get(1);
    }

    private static String text(List<?> arguments, int index) {
        return (String) arguments.get(index);
    }

    /// @return null for none, as the library has it
    private static Integer limit(List<?> arguments, int index) {
        return arguments.size() > index && arguments.get(index) instanceof Number limit
                ? (Integer) limit.intValue()
                : null;
    }
}
