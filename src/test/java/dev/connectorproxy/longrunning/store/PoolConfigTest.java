package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class PoolConfigTest {

    @Test
    void connectionsToPostgresEndInTimeWhereTheUrlDoesNotSayHow() {
        var database = PoolConfig.postgres("jdbc:postgresql://db.example/calls");

        assertThat(database.getConnectTimeout(), is(5));
        assertThat(database.getLoginTimeout(), is(10));
        assertThat(database.getSocketTimeout(), is(60));
        assertThat(database.getTcpKeepAlive(), is(true));
        assertThat(database.getApplicationName(), is("connector-proxy"));
    }

    @Test
    void theUrlHasPrecedence() {
        var database =
                PoolConfig.postgres(
                        "jdbc:postgresql://db.example:6432/calls?socketTimeout=7&ApplicationName=other&sslmode=require");

        assertThat(database.getSocketTimeout(), is(7));
        assertThat(database.getApplicationName(), is("other"));
        assertThat(database.getConnectTimeout(), is(5));
        assertThat(database.getSslmode(), is("require"));
        assertThat(database.getPortNumbers()[0], is(6432));
    }
}
