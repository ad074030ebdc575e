package dev.connectorproxy.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.postgres.Commands;
import dev.connectorproxy.connector.sql.SqlConnector;
import dev.connectorproxy.spi.ConnectorContext;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the password of a connection of type `jdbc` may go.
class JdbcTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mariadb://db.example.com/shop | [db.example.com:3306]",
                "jdbc:mysql://db:3307/shop?sslMode=trust | [db:3307]",
                "jdbc:mariadb://[::1]/shop | [[::1]:3306]",
                "jdbc:sqlserver://db;databaseName=shop | [db:1433]",
                "jdbc:oracle:thin:@//db/shop | [db:1521]",
                "jdbc:oracle:thin:@db:1522:SID | [db:1522]",
                "jdbc:oracle:thin:@tcps://db/shop | [db:2484]",
                "jdbc:h2:tcp://db:9092/mem:shop | [db:9092]",
                "jdbc:db2://db/shop | []",
                "jdbc:h2:mem:shop | []",
                "something else | []",
            })
    void isTheServerOfTheUrl(String url, String origins) {
        var fields = new ConnectionFields("shop", Map.of("url", url), Set.of());

        assertThat(new JdbcType("jdbc").origins(fields).toString(), is(origins));
    }

    @Test
    void theCommandsTakeTheFieldsThatConnectionsHave() {
        var fields =
                new JdbcType("jdbc")
                        .fields().stream().map(ConnectionField::key).collect(Collectors.toSet());

        try (var connector = new SqlConnector()) {
            var context = new ConnectorContext(Commands.LOOPBACK, Map.of());
            for (var command : connector.commands(context)) {
                var use = command.spec().details().connections().getFirst();

                assertThat(ConnectionTypes.find(use.type()).isPresent(), is(true));
                assertThat(use.parameters().keySet(), is(fields));
            }
        }
    }
}
