package dev.connectorproxy.importer;

import dev.connectorproxy.openapi.reader.DescriptionException;
import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.settings.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Imports documents without writing anything, and says what would become of each of their operations.
///
/// @param call whether every operation is called too
record ImportCheck(DocumentSource source, Optional<String> server, boolean call) {
    /// @param name of the document in the result
    CheckedDocument check(String name, URI address) {
        try {
            var document = ApiDocument.read(address, source);
            var all =
                    ImportPlan.of(
                            ConnectorNames.of(document.file(), document.api().title()),
                            document.api(),
                            Selection.ALL);
            var plan = all.usable(server.or(all::checkServer));
            return checked(name, document, plan);
        } catch (DescriptionException | SettingsException e) {
            return CheckedDocument.failed(name, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return CheckedDocument.failed(name, "a defect of the import: " + e);
        }
    }

    private CheckedDocument checked(String name, ApiDocument document, ImportPlan plan) {
        var remainder = new LinkedHashMap<String, List<String>>();
        plan.omitted()
                .forEach((reason, operations) ->
                        remainder.put(
                                reason,
                                operations.stream().map(NamedOperation::reference).toList()));
        var calls = Optional.of(0);
        if (!plan.commands().isEmpty()) {
            calls =
                    Optional.of(
                            plan.commands().size() - invalidCalls(name, document, plan, remainder));
        }
        return new CheckedDocument(
                name,
                title(document),
                Optional.empty(),
                document.api().operations().size(),
                plan.commands().size(),
                calls.filter(_ -> call),
                remainder);
    }

    /// Reads the connector file back, and calls its commands.
    private int invalidCalls(
            String name,
            ApiDocument document,
            ImportPlan plan,
            Map<String, List<String>> remainder) {
        var base = server.or(plan::checkServer);
        var connector = plan.readBack(name, ConnectorText.of(plan, base, document.file()));
        if (!call) {
            return 0;
        }
        var problems = new MockCalls(plan, connector, document).problems();
        problems.forEach((operation, why) ->
                remainder.computeIfAbsent(why, _ -> new ArrayList<>()).add(operation));
        return problems.size();
    }

    private static String title(ApiDocument document) {
        var title = document.api().title();
        return document.documents() == 1
                ? title
                : "%s in %d files".formatted(title, document.documents());
    }
}
