package dev.connectorproxy.declarative.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes ids of the names of an API. An id is a Python identifier, because the expressions of a diagram know no other names;
/// names that begin with `spiff__` belong to the engine, and a few to the proxy.
final class ParameterNames {
    private static final Set<String> RESERVED = Set.of("errors", "connection");
    private static final String IDENTIFIER =
            "[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}_]*";
    private static final String OTHER = "[^\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}_]+";

    private ParameterNames() {}

    /// Whether a diagram can carry the name, and the proxy does not need it itself.
    static boolean isId(String name) {
        return name.matches(IDENTIFIER) && !name.startsWith("spiff__") && !RESERVED.contains(name);
    }

    /// The name without what an identifier cannot have: `$top` is `top`, `filter[name]` is `filter_name`. It may be
    /// empty or begin with a digit.
    static String identifier(String name) {
        return name.replaceAll("^" + OTHER + "|" + OTHER + "$", "").replaceAll(OTHER, "_");
    }

    /// The ids of the parameters at these places, in the same order: the identifier alone where it is one and no other
    /// place has the same, else the word of the place before it.
    ///
    /// @param taken ids that are in use already
    static List<String> assign(List<ParameterPlace> places, Set<String> taken) {
        var bare = places.stream().map(place -> identifier(place.sentName())).toList();
        Map<String, Long> counts =
                Stream.concat(bare.stream(), taken.stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var used = new HashSet<>(taken);
        for (int i = 0; i < bare.size(); i++) {
            if (isAlone(bare.get(i), counts)) {
                used.add(bare.get(i));
            }
        }
        var ids = new ArrayList<String>();
        for (int i = 0; i < bare.size(); i++) {
            var name = bare.get(i);
            ids.add(isAlone(name, counts) ? name : prefixed(places.get(i).word(), name, used));
        }
        return ids;
    }

    private static boolean isAlone(String name, Map<String, Long> counts) {
        return isId(name) && counts.get(name) == 1;
    }

    private static String prefixed(String word, String name, Set<String> used) {
        var base = name.isEmpty() ? word : word + "_" + name;
        var id = base;
        for (int i = 2; !used.add(id); i++) {
            id = base + "_" + i;
        }
        return id;
    }
}
