package dev.connectorproxy.importer;

import static dev.connectorproxy.importer.OperationChoiceTest.ofMethod;
import static dev.connectorproxy.importer.OperationChoiceTest.operation;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedOperationTest {

    @ParameterizedTest
    @CsvSource({
        "issues/create, IssuesCreate",
        "getUserByID, GetUserByID",
        "GET_ALL_USERS, GetAllUsers",
        "Créer-client, CreerClient",
        "users.list_v2, UsersListV2",
        "2fa, ListThings"
    })
    void isNamedAfterItsId(String id, String name) {
        assertThat(names(operation("/things", id)), contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /users, ListUsers",
        "GET, /users/{id}, GetUser",
        "POST, /api/v1/users, CreateUser",
        "PUT, /companies/{id}/address?full=true, ReplaceCompanyAddress",
        "PATCH, /users/{id}, UpdateUser",
        "DELETE, /repos/{owner}/{repo}/branches/{name}, DeleteRepoBranch",
        "GET, /, Get"
    })
    void isNamedAfterItsMethodAndPathIfItHasNoId(String method, String path, String name) {
        assertThat(names(ofMethod(method, path, "")), contains(name));
    }

    @Test
    void hasANameOfItsOwn() {
        var all =
                names(
                        operation("/users", "list"),
                        operation("/teams", "List"),
                        operation("/teams", "list"));

        assertThat(all, contains("List", "ListTeams", "List2"));
    }

    @Test
    void isReferredToByMethodAndPathIfItsIdIsNotItsAlone() {
        var operations =
                NamedOperation.of(
                        List.of(
                                operation("/a", "get"),
                                operation("/b", "get"),
                                operation("/c", ""),
                                operation("/d", "d")));

        assertThat(
                operations.stream().map(NamedOperation::reference).toList(),
                is(List.of("GET /a", "GET /b", "GET /c", "d")));
    }

    private static List<String> names(Operation... operations) {
        return NamedOperation.of(List.of(operations)).stream().map(NamedOperation::name).toList();
    }
}
