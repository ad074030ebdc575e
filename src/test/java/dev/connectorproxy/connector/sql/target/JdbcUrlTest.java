package dev.connectorproxy.connector.sql.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which URLs a caller may use, and what is read in them.
class JdbcUrlTest {
    private static final DatabaseTarget.Login LOGIN = new DatabaseTarget.Login("u", "p");
    private static final List<OtherDriver> OTHERS =
            List.of(
                    OtherDriver.parse("drivers", "h2:tcp?MODE"),
                    OtherDriver.parse("drivers", "db2"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mariadb://db.example.com/shop | MARIADB | db.example.com | 3306 | shop | {}",
                "jdbc:mysql://db:3307/shop?sslMode=VERIFY_IDENTITY | MYSQL | db | 3307 | shop | {sslMode=VERIFY_IDENTITY}",
                "jdbc:mariadb://[::1]:3306 | MARIADB | ::1 | 3306 | '' | {}",
                "jdbc:mariadb://10.0.0.1/?SSLMODE=trust&connectTimeout=500 | MARIADB | 10.0.0.1 | 3306 | '' | {connectTimeout=500, sslMode=trust}",
                "jdbc:sqlserver://db:1433;databaseName=shop;encrypt=strict; | SQL_SERVER | db | 1433 | shop | {databaseName=shop, encrypt=strict}",
                "jdbc:sqlserver://db;database=My Shop | SQL_SERVER | db | 1433 | My Shop | {databaseName=My Shop}",
                "jdbc:oracle:thin:@//db/shop.example.com | ORACLE | db | 1521 | /shop.example.com | {}",
                "jdbc:oracle:thin:@db:1522:SID | ORACLE | db | 1522 | :SID | {}",
                "jdbc:oracle:thin:@tcps://db/shop?ssl_server_dn_match=off | ORACLE | db | 2484 | /shop | {protocol=tcps, ssl_server_dn_match=off}",
                "jdbc:h2:tcp://db:9092/mem:shop;mode=MySQL | OTHER | db | 9092 | mem:shop | {MODE=MySQL}",
                "jdbc:db2://db:50000/SHOP | OTHER | db | 50000 | SHOP | {}",
            })
    void readsAUrl(
            String url,
            DatabaseKind kind,
            String host,
            int port,
            String database,
            String properties) {
        var target = JdbcUrl.parse(url, LOGIN, OTHERS);

        assertThat(target.kind(), is(kind));
        assertThat(target.host(), is(host));
        assertThat(target.port(), is(port));
        assertThat(target.database(), is(database));
        assertThat(new TreeMap<>(target.properties()).toString(), is(properties));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://db/shop",
                "jdbc:",
                "jdbc:h2:mem:canary",
                "jdbc:h2:file:/tmp/canary",
                "jdbc:h2:tcp://db/canary",
                "jdbc:h2:tcp://db:9092/mem:x;INIT=RUNSCRIPT FROM 'canary'",
                "jdbc:h2:tcp://db:9092/mem:x;MODE=MySQL;INIT=canary",
                "jdbc:postgresql://db/canary",
                "jdbc:sqlite:/tmp/canary",
                "jdbc:db2://db:50000/SHOP:traceFile=/tmp/canary;",
                "jdbc:db2://db:50000/SHOP;traceFile=/tmp/canary",
                "jdbc:db2://user:canary@db:50000/SHOP",
                "jdbc:db2://db:50000,canary:50000/SHOP",
                "jdbc:mariadb://a,canary/shop",
                "jdbc:mariadb:sequential://a,canary/shop",
                "jdbc:mariadb:loadbalance://canary/shop",
                "jdbc:mysql:replication://a,canary/shop",
                "jdbc:mysql:aws://canary/shop",
                "jdbc:mysql+srv://canary/shop",
                "jdbc:mysql:mxj://canary",
                "jdbc:mariadb://address=(host=canary)(port=3306)/shop",
                "jdbc:mysql://(host=canary,port=3306)/shop",
                "jdbc:mariadb://user:canary@db/shop",
                "jdbc:mariadb://db/shop?user=canary",
                "jdbc:mariadb://db/shop?password=canary",
                "jdbc:mariadb://db/shop?allowLocalInfile=true&canary=1",
                "jdbc:mariadb://db/shop?localSocket=/canary",
                "jdbc:mariadb://db/shop?pipe=canary",
                "jdbc:mariadb://db/shop?socketFactory=canary",
                "jdbc:mariadb://db/shop?serverSslCert=/canary",
                "jdbc:mariadb://db/shop?serverRsaPublicKeyFile=/canary",
                "jdbc:mariadb://db/shop?trustStore=/canary",
                "jdbc:mariadb://db/shop?keyStore=/canary",
                "jdbc:mariadb://db/shop?initSql=canary",
                "jdbc:mariadb://db/shop?sessionVariables=canary",
                "jdbc:mariadb://db/shop?credentialType=canary",
                "jdbc:mariadb://db/shop?tlsSocketType=canary",
                "jdbc:mariadb://db/shop?allowPublicKeyRetrieval=canary",
                "jdbc:mariadb://db/shop?connectorProxyAddress=canary",
                "jdbc:mysql://db/shop?autoDeserialize=canary",
                "jdbc:mysql://db/shop?queryInterceptors=canary",
                "jdbc:mysql://db/shop?allowLoadLocalInfile=canary",
                "jdbc:mysql://db/shop?allowUrlInLocalInfile=canary",
                "jdbc:mysql://db/shop?statementInterceptors=canary",
                "jdbc:mariadb://db/shop?sslMode=canary",
                "jdbc:mariadb://db/shop?sslMode",
                "jdbc:mariadb://db/shop?sslMode=trust&SSLMODE=disable&x=canary",
                "jdbc:mariadb://db/shop?connectionTimeZone=UTC'; canary",
                "jdbc:mariadb://db:99999/canary",
                "jdbc:mariadb:///canary",
                "jdbc:mariadb:// /canary",
                "jdbc:mariadb://db/sh?op/canary",
                "jdbc:mariadb://db%2fcanary/shop",
                "jdbc:mariadb://db\\canary/shop",
                "jdbc:sqlserver://db\\canary;databaseName=x",
                "jdbc:sqlserver://;serverName=canary",
                "jdbc:sqlserver://db;serverName=canary",
                "jdbc:sqlserver://db;instanceName=canary",
                "jdbc:sqlserver://db;failoverPartner=canary",
                "jdbc:sqlserver://db;multiSubnetFailover=canary",
                "jdbc:sqlserver://db;integratedSecurity=canary",
                "jdbc:sqlserver://db;authentication=canary",
                "jdbc:sqlserver://db;authenticationScheme=canary",
                "jdbc:sqlserver://db;accessToken=canary",
                "jdbc:sqlserver://db;socketFactoryClass=canary",
                "jdbc:sqlserver://db;trustManagerClass=canary",
                "jdbc:sqlserver://db;trustStore=/canary",
                "jdbc:sqlserver://db;clientCertificate=/canary",
                "jdbc:sqlserver://db;serverCertificate=/canary",
                "jdbc:sqlserver://db;keyStoreLocation=/canary",
                "jdbc:sqlserver://db;accessTokenCallbackClass=canary",
                "jdbc:sqlserver://db;enclaveAttestationUrl=canary",
                "jdbc:sqlserver://db;user=sa;password=canary",
                "jdbc:sqlserver://db;databaseName={x;trustStore=/canary}",
                "jdbc:sqlserver://db;database=a;databaseName=canary",
                "jdbc:oracle:thin:@canary",
                "jdbc:oracle:thin:u/canary@//db/shop",
                "jdbc:oracle:oci:@//db/canary",
                "jdbc:oracle:kprb:canary",
                "jdbc:oracle:thin:@ldap://canary/shop",
                "jdbc:oracle:thin:@config-file:///canary",
                "jdbc:oracle:thin:@config-https://canary/x",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=canary)(PORT=1521)))",
                "jdbc:oracle:thin:@//a,canary/shop",
                "jdbc:oracle:thin:@//db/canary)(SECURITY=(WALLET_LOCATION=x",
                "jdbc:oracle:thin:@//db/shop:dedicated/canary",
                "jdbc:oracle:thin:@wss://canary/shop",
                "jdbc:oracle:thin:@//db/shop?TNS_ADMIN=/canary",
                "jdbc:oracle:thin:@//db/shop?wallet_location=/canary",
                "jdbc:oracle:thin:@tcps://db/shop?https_proxy=canary&https_proxy_port=1",
                "jdbc:oracle:thin:@tcps://db/shop?ssl_server_dn_match=canary",
            })
    void refusesWhatTheDriverMustNotSeeWithoutQuotingIt(String url) {
        var failure =
                assertThrows(ConnectorException.class, () -> JdbcUrl.parse(url, LOGIN, OTHERS));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mysql", "oracle:thin", "DB2", "db2?", "db2?a b", "h2:", "jdbc:db2//"})
    void refusesASettingThatIsNoDriver(String entry) {
        assertThrows(IllegalArgumentException.class, () -> OtherDriver.parse("drivers", entry));
    }

    @Test
    void distinguishesConnectionsByEverything() {
        var one = JdbcUrl.parse("jdbc:mariadb://db/a", LOGIN, List.of()).parameters();

        for (var url :
                List.of("jdbc:mysql://db/a", "jdbc:mariadb://db:1/a", "jdbc:mariadb://db/b")) {
            assertThat(JdbcUrl.parse(url, LOGIN, List.of()).parameters(), is(not(one)));
        }
        var other = new DatabaseTarget.Login("u", "q");
        assertThat(
                JdbcUrl.parse("jdbc:mariadb://db/a", other, List.of()).parameters(), is(not(one)));
    }
}
