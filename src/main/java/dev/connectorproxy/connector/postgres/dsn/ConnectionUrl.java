package dev.connectorproxy.connector.postgres.dsn;

import static dev.connectorproxy.connector.postgres.dsn.ConnectionString.invalid;

import dev.connectorproxy.toolkit.PercentCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Parses a connection URL, `postgresql://user:password@host:port,host:port/database?key=value`, by libpq's rules.
final class ConnectionUrl {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private ConnectionUrl() {}

    static Map<String, String> parse(String url) {
        var reader = new ConnectionUrl();
        reader.read(url.substring(url.indexOf("://") + 3));
        return reader.parameters;
    }

    private void read(String rest) {
        int question = rest.indexOf('?');
        var before = question < 0 ? rest : rest.substring(0, question);
        int slash = before.indexOf('/');
        var authority = slash < 0 ? before : before.substring(0, slash);
        if (slash >= 0 && slash + 1 < before.length()) {
            parameters.put("dbname", percentDecode(before.substring(slash + 1)));
        }
        int at = authority.indexOf('@');
        if (at >= 0) {
            userinfo(authority.substring(0, at));
        }
        hosts(authority.substring(at + 1));
        if (question >= 0) {
            query(rest.substring(question + 1));
        }
    }

    private void userinfo(String userinfo) {
        int colon = userinfo.indexOf(':');
        var user = colon < 0 ? userinfo : userinfo.substring(0, colon);
        if (!user.isEmpty()) {
            parameters.put("user", percentDecode(user));
        }
        if (colon >= 0) {
            parameters.put("password", percentDecode(userinfo.substring(colon + 1)));
        }
    }

    private void hosts(String list) {
        if (list.isEmpty()) {
            return;
        }
        var hosts = new ArrayList<String>();
        var ports = new ArrayList<String>();
        for (var item : list.split(",", -1)) {
            int bracket = item.startsWith("[") ? item.indexOf(']') : 0;
            if (bracket < 0) {
                throw invalid("an IPv6 address lacks its \"]\"");
            }
            int colon = item.indexOf(':', bracket);
            var host = colon < 0 ? item : item.substring(0, colon);
            if (bracket > 0 && host.length() != bracket + 1) {
                throw invalid("there is more than a port behind the \"]\" of an IPv6 address");
            }
            hosts.add(percentDecode(bracket > 0 ? host.substring(1, bracket) : host));
            ports.add(colon < 0 ? "" : percentDecode(item.substring(colon + 1)));
        }
        parameters.put("host", String.join(",", hosts));
        if (ports.stream().anyMatch(port -> !port.isEmpty())) {
            parameters.put("port", String.join(",", ports));
        }
    }

    private void query(String query) {
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || pair.indexOf('=', equals + 1) >= 0) {
                throw invalid("the query of the URL must be key=value pairs, parted by \"&\"");
            }
            var key = percentDecode(pair.substring(0, equals));
            var value = percentDecode(pair.substring(equals + 1));
            if (key.equals("ssl") && value.equals("true")) {
                parameters.put("sslmode", "require"); // as libpq does
            } else {
                parameters.put(key, value);
            }
        }
    }

    private static String percentDecode(String text) {
        if (!PercentCodec.isWellFormed(text) || text.contains("%00")) {
            throw invalid("the URL has a \"%\" without two hexadecimal digits, or %00");
        }
        return PercentCodec.decode(text)
                .orElseThrow(() -> invalid("the URL has percent-encoded bytes that are not UTF-8"));
    }
}
