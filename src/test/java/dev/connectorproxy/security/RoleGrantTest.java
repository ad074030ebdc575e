package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleGrantTest {
    @ParameterizedTest(name = "{0} includes {1}: {2}")
    @CsvSource({
        "admin,                   admin,                   true",
        "admin,                   administrator,           false",
        "command:*,               command:http/GetRequest, true",
        "command:*,               command:*,               true",
        "command:*,               secret:token,            false",
        "command:*,               admin,                   false",
        "command:http/*,          command:http/GetRequest, true",
        "command:http/*,          command:*,               false",
        "command:http/*,          command:https/Get,       false",
        "command:*/Get*quest,     command:http/GetRequest, true",
        "command:http/Get*,       command:http/Post,       false",
        "command:a.c,             command:abc,             false",
        "'command:\\E.*\\Q',      command:abc,             false",
        "'command:\\E*',          'command:\\Eabc',        true",
        "secret:db-*,             secret:db-password,      true"
    })
    void anAsteriskStandsForAnyCharacters(String glob, String role, boolean included) {
        assertThat(new RoleGrant(glob).includes(role), is(included));
    }

    @ParameterizedTest
    @CsvSource({"command:*", "admin"})
    void aGrantIsARoleWithTheGlobAsItsName(String glob) {
        var grant = new RoleGrant(glob);

        assertThat(grant.getName(), is(glob));
        assertThat(grant.type(), is("role"));
    }
}
