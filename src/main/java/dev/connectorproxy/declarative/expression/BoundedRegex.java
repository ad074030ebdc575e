package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Parser;
import dev.connectorproxy.toolkit.WatchedText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A regular expression of JSONata whose searches end with the time of the evaluation. The library has a [Pattern] in its place,
/// with which a search may take exponential time and cannot be interrupted. Used by one thread.
final class BoundedRegex extends JFunction {
    private static final VarHandle VALUE = valueOfSymbol();

    private final Pattern pattern;
    private final EvaluationBounds bounds;

    private BoundedRegex(Pattern pattern, EvaluationBounds bounds) {
        super((_, arguments) -> search(pattern, arguments, bounds), "<s:o>");
        this.pattern = pattern;
        this.bounds = bounds;
    }

    /// Puts one in the place of the library's, before the library evaluates that.
    static void replaceIn(Parser.Symbol symbol, EvaluationBounds bounds) {
        if (VALUE.get(symbol) instanceof Pattern pattern) {
            VALUE.set(symbol, new BoundedRegex(pattern, bounds));
        }
    }

    /// The library's expression, after a search for all matches in the text, so that the library's own takes no longer.
    ///
    /// @throws EvaluationBounds.ExceededException the search takes too long
    Pattern afterSearch(String text) {
        var matcher = pattern.matcher(new WatchedText(text, bounds::read));
        while (matcher.find()) {
            bounds.requireTime();
        }
        return pattern;
    }

    /// As a function, an expression returns its first match.
    private static Object search(Pattern pattern, List<?> arguments, EvaluationBounds bounds) {
        return arguments.getFirst() instanceof String text
                ? next(pattern.matcher(new WatchedText(text, bounds::read)))
                : null;
    }

    private static Map<String, Object> next(Matcher matcher) {
        if (!matcher.find()) {
            return null;
        }
        var match = new LinkedHashMap<String, Object>();
        match.put("match", matcher.group());
        match.put("start", matcher.start());
        match.put("end", matcher.end());
        match.put("groups", List.of(matcher.group()));
        match.put("next", new JFunction((_, _) -> next(matcher), "<:o>"));
        return match;
    }

    private static VarHandle valueOfSymbol() {
        try {
            return MethodHandles.privateLookupIn(Parser.Symbol.class, MethodHandles.lookup())
                    .findVarHandle(Parser.Symbol.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JSONata library has another structure", e);
        }
    }
}
