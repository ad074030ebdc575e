package dev.connectorproxy.connector.sql.target;

import static dev.connectorproxy.database.statement.SqlArgumentErrors.invalid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The properties that a URL may have, with the permitted values of each; all others are refused, since most properties of
/// drivers read files, load classes, run statements or weaken the connection.
///
/// @param patterns regular expressions of the values, by the name of the property
record AllowedProperties(Map<String, String> patterns) {
    private static final String FLAG = "(?i:true|false)";
    private static final String NAME = "[A-Za-z0-9 ._-]{1,128}";
    private static final String ZONE = "[A-Za-z0-9_+:/-]{1,64}";

    static final AllowedProperties MYSQL =
            new AllowedProperties(
                    Map.of(
                            "sslMode",
                            "(?i:disable|disabled|trust|required|verify-ca|verify_ca|verify-full|verify_identity)",
                            "connectTimeout",
                            "[0-9]{1,7}",
                            "connectionTimeZone",
                            ZONE,
                            "connectionCollation",
                            "[A-Za-z0-9_]{1,64}",
                            "tinyInt1isBit",
                            FLAG,
                            "useAffectedRows",
                            FLAG));

    static final AllowedProperties SQL_SERVER =
            new AllowedProperties(
                    Map.of(
                            "databaseName",
                            "[^\\p{Cntrl};{}]{1,128}",
                            "encrypt",
                            "(?i:true|false|strict)",
                            "trustServerCertificate",
                            FLAG,
                            "applicationName",
                            NAME,
                            "applicationIntent",
                            "(?i:ReadWrite|ReadOnly)",
                            "lockTimeout",
                            "[0-9]{1,7}",
                            "sendStringParametersAsUnicode",
                            FLAG));

    static final AllowedProperties ORACLE =
            new AllowedProperties(Map.of("ssl_server_dn_match", "(?i:true|false|yes|no|on|off)"));

    static AllowedProperties of(OtherDriver driver) {
        var patterns = new LinkedHashMap<String, String>();
        driver.properties().forEach(name -> patterns.put(name, "[^\\p{Cntrl};&{}]{0,256}"));
        return new AllowedProperties(patterns);
    }

    AllowedProperties {
        patterns = Map.copyOf(patterns);
    }

    /// Checks properties, and gives them the case of the allow list.
    ///
    /// @param given `name=value`, in the order of the URL
    Map<String, String> check(List<String> given) {
        var checked = new LinkedHashMap<String, String>();
        for (var property : given) {
            int equals = property.indexOf('=');
            if (equals < 0) {
                throw invalid("a property of the url has no value");
            }
            var name = nameOf(property.substring(0, equals).strip());
            var value = property.substring(equals + 1).strip();
            if (!value.matches(patterns.get(name))) {
                throw invalid("the value of " + name + " in the url is not permitted");
            }
            if (checked.put(name, value) != null) {
                throw invalid("the url has " + name + " twice");
            }
        }
        return checked;
    }

    /// The name is not quoted in the failure: it may be a part of a password.
    private String nameOf(String name) {
        return patterns.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                "the url has a property that is not offered here; there are "
                                        + (patterns.isEmpty()
                                                ? "none"
                                                : String.join(
                                                        ", ", new TreeSet<>(patterns.keySet())))
                                        + "; user and password are parameters of the command"));
    }
}
