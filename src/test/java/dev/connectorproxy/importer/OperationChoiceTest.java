package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationChoiceTest {

    @Test
    void choosesNoMoreThanAListWithoutSearchCanHold() {
        var many =
                IntStream.range(0, 200).mapToObj(i -> operation("/things" + i, "get" + i)).toList();

        var choice = choose(many, Selection.DEFAULT);

        assertThat(choice.chosen(), hasSize(25));
        assertThat(choice.omitted().get("beyond the first 25"), hasSize(175));
    }

    @Test
    void prefersWhatIsImportantDescribedAndShort() {
        var plain =
                IntStream.range(0, 30).mapToObj(i -> operation("/a/b/c" + i, "op" + i)).toList();
        var operations = new ArrayList<>(plain);
        operations.add(operation("/short", "short"));
        operations.add(with(operation("/a/b/c/d/e", "important"), Visibility.IMPORTANT, false));

        var names = names(choose(operations, Selection.DEFAULT));

        assertThat(names.contains("Short") && names.contains("Important"), is(true));
    }

    @Test
    void leavesOutWhatIsDeprecatedOrInternal() {
        var operations =
                List.of(
                        with(operation("/a", "a"), Visibility.NORMAL, true),
                        with(operation("/b", "b"), Visibility.INTERNAL, false),
                        operation("/c", "c"));

        var choice = choose(operations, Selection.DEFAULT);

        assertThat(names(choice), contains("C"));
        assertThat(choice.omitted().keySet(), contains("deprecated", "internal"));
    }

    @Test
    void takesEverythingOnRequest() {
        var operations =
                IntStream.range(0, 40)
                        .mapToObj(
                                i -> with(operation("/a" + i, "a" + i), Visibility.INTERNAL, true))
                        .toList();

        assertThat(choose(operations, Selection.ALL).chosen(), hasSize(40));
    }

    @Test
    void takesTheOperationsThatWereAskedForWhateverTheyAre() {
        var operations =
                List.of(
                        with(operation("/a", "a"), Visibility.INTERNAL, true),
                        operation("/b", "b"),
                        operation("/c/{id}", ""));

        var selection = new Selection(List.of(), List.of("a", "get /c/{id}"), false);

        assertThat(names(choose(operations, selection)), contains("A", "GetC"));
    }

    @Test
    void takesTheOperationsWithATag() {
        var operations = List.of(operation("/a", "a", "Issues"), operation("/b", "b", "Other"));

        var selection = new Selection(List.of("issues"), List.of(), false);

        assertThat(names(choose(operations, selection)), contains("A"));
    }

    @Test
    void refusesAnOperationThatDoesNotExistWithTheNearestOne() {
        var operations = List.of(operation("/a", "issues/create"));
        var selection = new Selection(List.of(), List.of("issue/create"), false);

        var refusal = assertThrows(SettingsException.class, () -> choose(operations, selection));

        assertThat(refusal.getMessage(), containsString("did you mean issues/create?"));
    }

    @Test
    void refusesATagThatDoesNotExist() {
        var operations = List.of(operation("/a", "a", "Issues"));
        var selection = new Selection(List.of("Pulls"), List.of(), false);

        var refusal = assertThrows(SettingsException.class, () -> choose(operations, selection));

        assertThat(refusal.getMessage(), is("no operation has the tag 'Pulls'; there are: Issues"));
    }

    private static OperationChoice choose(List<Operation> operations, Selection selection) {
        return OperationChoice.of(NamedOperation.of(operations), selection);
    }

    private static List<String> names(OperationChoice choice) {
        return choice.chosen().stream().map(NamedOperation::name).toList();
    }

    static Operation operation(String path, String id, String... tags) {
        return ofMethod("GET", path, id, tags);
    }

    static Operation ofMethod(String method, String path, String id, String... tags) {
        return new Operation(
                method,
                path,
                id,
                "A summary",
                "",
                List.of(tags),
                false,
                Visibility.NORMAL,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
    }

    private static Operation with(Operation operation, Visibility visibility, boolean deprecated) {
        return new Operation(
                operation.method(),
                operation.path(),
                operation.id(),
                operation.summary(),
                "",
                operation.tags(),
                deprecated,
                visibility,
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
    }
}
