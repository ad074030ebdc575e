package dev.connectorproxy.typeahead;

import dev.connectorproxy.settings.Section;
import java.util.HashSet;
import java.util.List;

/// Settings under `typeahead:`.
///
/// @param categories the categories, none by default; see [CategorySettings]
public record TypeaheadSettings(List<Category> categories) {
    public TypeaheadSettings {
        categories = List.copyOf(categories);
    }

    public static TypeaheadSettings create(Section typeahead) {
        var categories =
                typeahead.sections("categories").stream()
                        .map(category -> new CategorySettings(category).read())
                        .toList();
        var names = new HashSet<String>();
        for (var category : categories) {
            if (!names.add(category.name())) {
                throw typeahead.invalid(
                        "categories", "must not name two categories " + category.name());
            }
        }
        return new TypeaheadSettings(categories);
    }
}
