package dev.connectorproxy.complexity;

import dev.connectorproxy.spi.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Templates of arguments for every parameter of every built-in command, see [HostileInput].
///
/// @param port of an HTTP server on the loopback interface
/// @param closedPort a port on which nobody listens
record CommandSamples(int port, int closedPort) {
    private static final List<String> OBJECT_OR_PAIRS =
            List.of(
                    "{\"X-§\":\"§\",«\"X-№\":\"v\"»,\"Cookie\":\"§\",\"Accept\":\"§\",\"Content-Type\":\"a/b;§\"}",
                    "[[\"X-§\",\"§\"],«[\"X-a\",\"v\"]»]",
                    "[«[\"X-№\",\"v\"]»,[\"Authorization\",\"§\"]]",
                    "{\"list\":[«\"a\"»],\"object\":{«\"k№\":[1]»,\"§\":1},\"n\":¤}",
                    "\"§\"",
                    "¤");
    private static final List<String> VALUE =
            List.of(
                    "\"§\"",
                    "{\"§\":\"§\",«\"k№\":\"v\"»,\"n\":¤}",
                    "{\"§\":\"§\",«\"k№\":\"v\"»,\"n\":¤},\"body_format\":\"form\"",
                    "\"§\",\"body_format\":\"raw\"",
                    "\"data:text/plain§;name=a§;base64,YWJj§\",\"body_format\":\"raw\"",
                    "{\"§\":\"§\",«\"k№\":\"v\"»,\"f\":\"data:text/plain§;name=a§;base64,YWJj§\"},\"body_format\":\"multipart\"");
    private static final List<String> TEXT = List.of("\"a§\"");
    private static final List<String> ANY = List.of("¤", "\"§\"");
    private static final String WHERE =
            "\"where\":[[\"a§\",\"=§\",\"§\"],«[\"a\",\"=\",1]»,[\"b\",\"=\",¤],[\"c\",\"=\",{\"§\":\"§\"}],[\"d\",\"=\",[«\"x\"»,\"§\"]],[\"e\",\"IN\",[«\"x№\"»,\"§\"]],[\"f\",\"LIKE\",\"§\"]]";
    private static final String RETURNING = ",\"returning\":[\"a§\",«\"r№\"»]";
    private static final List<String> DATA =
            List.of(
                    "{\"§\":\"§\",\"n\":\"§\",\"list\":[«\"x\"»,¤]}",
                    "{\"list\":[«{\"k№\":{}}»]}",
                    "\"{\\\"n\\\":1§}\"");
    private static final List<String> ATTACHMENTS =
            List.of(
                    "{\"attachments\":[«\"data:image/png;base64,YWJj\"»]}",
                    "{\"attachments\":[\"data:image/png;§;base64,YWJj§\",\"§\"]}");
    private static final Map<String, List<String>> SCHEMAS =
            Map.of(
                    "CreateTableV2",
                    List.of(
                            "{\"column_definitions\":[{\"name\":\"a§\",\"type\":\"text§\"},«{\"name\":\"c№\",\"type\":\"text\"}»]}"),
                    "DeleteValuesV2",
                    List.of("{" + WHERE + RETURNING + "}"),
                    "InsertValuesV2",
                    List.of(
                            "{\"columns\":[\"a§\",«\"c№\"»],\"values\":[[\"§\",1]]}",
                            "{\"columns\":[\"a\",\"b\"],\"values\":[[\"§\",¤],«[1,2]»]}",
                            "{\"columns\":[\"a\"],\"values\":[[1]]" + RETURNING + "}"),
                    "SelectValuesV2",
                    List.of(
                            "{\"columns\":[\"a§\",«\"c№\"»]," + WHERE + "}",
                            "{\"columns\":[\"a\"],\"order_by\":[\"a§\",«[\"o№\",\"DESC\"]»,[\"b\",\"ASC §\"]],\"limit\":¤}"),
                    "UpdateValuesV2",
                    List.of("{\"set\":{\"a§\":\"§\",«\"c№\":1»,\"n\":¤}," + WHERE + "}"),
                    "DoSQL",
                    List.of(
                            "{\"sql\":\"SELECT 1 -- §\"}",
                            "{\"sql\":\"§\"}",
                            "{\"sql\":\"SELECT /*§\"}",
                            "{\"sql\":\"SELECT '§' || E'§' || $a$§$a$ || \\\"§\\\"\"}",
                            "{\"sql\":\"SELECT «%s»\",\"values\":[1]}",
                            "{\"sql\":\"SELECT %s\",\"values\":[¤],\"fetch_results\":true}",
                            "{\"sql\":\"SELECT %(§)s\",\"values\":{\"§\":1,«\"k№\":1»}}",
                            "{\"sql\":\"SELECT «%(a)s»\",\"values\":{\"a\":1}}"));

    /// The templates of the argument, each JSON that may be followed by further arguments.
    List<String> of(String command, Parameter parameter) {
        var id = parameter.id();
        if (id.equals("url") && isSql(command)) {
            return jdbcUrls();
        }
        if (id.equals("data") && command.startsWith("Generate")) {
            return Stream.of(DATA, ATTACHMENTS).flatMap(List::stream).toList();
        }
        if (id.equals("data") && command.equals("RenderPdf")) {
            return DATA.stream()
                    .map(data -> data + ",\"template_html\":\"{{n}}{{#list}}{{.}}{{/list}}\"")
                    .toList();
        }
        return id.equals("schema")
                ? Optional.ofNullable(SCHEMAS.get(command))
                        .orElseGet(() -> SCHEMAS.get(command + "V2"))
                : Optional.ofNullable(byParameter().get(id))
                        .orElseThrow(() -> new AssertionError("no sample of " + id));
    }

    private static boolean isSql(String command) {
        return SCHEMAS.containsKey(command + "V2")
                || command.equals("DropTable")
                || command.equals("DoSQL");
    }

    private List<String> jdbcUrls() {
        return List.of(
                "\"jdbc:mariadb://127.0.0.1:%d/§?sslMode=§&«a№=b&»\"".formatted(closedPort),
                "\"jdbc:sqlserver://127.0.0.1§;databaseName=§;«a№=b;»\"",
                "\"jdbc:§\"");
    }

    /// A whole call in which this argument has the template.
    static String call(
            List<Parameter> parameters,
            String id,
            String template,
            Function<Parameter, String> others) {
        var arguments = new ArrayList<String>();
        for (var parameter : parameters) {
            if (!parameter.id().equals(id)
                    && (parameter.required() || parameter.id().startsWith("basic_auth"))) {
                arguments.add("\"" + parameter.id() + "\":" + others.apply(parameter));
            }
        }
        arguments.add("\"" + id + "\":" + template);
        return arguments.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private Map<String, List<String>> byParameter() {
        return Map.ofEntries(
                Map.entry(
                        "url",
                        List.of(
                                "\"§http§://u§:p§@§127.0.0.1§:%d§/p§/%%41§?q=§&«a№=b»#§\""
                                        .formatted(port),
                                "\"http://127.0.0.1:%d/§\"".formatted(port),
                                "\"http://127.0.0.1:%d/?§\"".formatted(port))),
                Map.entry("headers", OBJECT_OR_PAIRS),
                Map.entry("params", OBJECT_OR_PAIRS),
                Map.entry("data", VALUE),
                Map.entry("body_format", TEXT),
                Map.entry("basic_auth_username", TEXT),
                Map.entry("basic_auth_password", TEXT),
                Map.entry("bearer_token", TEXT),
                Map.entry("include_response_headers", ANY),
                Map.entry("parse_json", TEXT),
                Map.entry("response_format", TEXT),
                Map.entry("attempts", ANY),
                Map.entry("timeout", ANY),
                Map.entry("message", TEXT),
                Map.entry("token", TEXT),
                Map.entry("user", TEXT),
                Map.entry("password", TEXT),
                Map.entry("channel", TEXT),
                Map.entry("thread_ts", TEXT),
                Map.entry(
                        "blocks",
                        List.of("[{\"§\":\"§\"},«{\"type\":\"a\"}»,¤]", "\"[«[],» 1]\"", "\"§\"")),
                Map.entry("smtp_host", List.of("\"127.0.0.1\"", "\"§\"")),
                Map.entry("smtp_port", List.of("" + closedPort, "\"§\"", "¤")),
                Map.entry("smtp_user", TEXT),
                Map.entry("smtp_password", TEXT),
                Map.entry("smtp_access_token", TEXT),
                Map.entry("smtp_starttls", ANY),
                Map.entry("report_refused", ANY),
                Map.entry("email_subject", TEXT),
                Map.entry("email_body", TEXT),
                Map.entry("email_html_body", TEXT),
                Map.entry("email_body_html", TEXT),
                Map.entry("email_from", addresses()),
                Map.entry("email_to", addresses()),
                Map.entry("email_cc", addresses()),
                Map.entry("email_bcc", addresses()),
                Map.entry("email_reply_to", addresses()),
                Map.entry(
                        "attachments",
                        List.of(
                                "[{\"filename\":\"a§\",\"content_type\":\"a/b§;c=§\",\"content_base64\":\"YWJj§\"},«{\"filename\":\"a\",\"content_base64\":\"YWJj\"}»]",
                                "[{\"filename\":\"a\",\"content_base64\":\"«YWJj»\",\"content_id\":\"a§\"}]",
                                "[«\"data:a/b;name=a;base64,YWJj\"»,\"data:text/plain§;name=a§;base64,YWJj§\"]",
                                "¤")),
                Map.entry("table_name", List.of("\"a§\"", "\"a.§\"", "\"\\\"§\\\"\"")),
                Map.entry(
                        "item_data",
                        List.of(
                                "{\"a\":\"§\",«\"a№\":1»,\"§\":¤,\"m\":{\"§\":\"§\"},\"s\":{\"$set\":[«\"x\"»,\"y\"]},\"b\":{\"$binary\":\"YWJj§\"}}")),
                Map.entry("partition_key", TEXT),
                Map.entry("sort_key", TEXT),
                Map.entry("limit", ANY),
                Map.entry(
                        "file_data", List.of("\"data:text/plain§;name=a§;base64,YWJj§\"", "\"§\"")),
                Map.entry("bucket", List.of("\"bucket§\"")),
                Map.entry("prefix", TEXT),
                Map.entry("delimiter", TEXT),
                Map.entry("continuation_token", TEXT),
                Map.entry("expires_in", ANY),
                Map.entry("filename", TEXT),
                Map.entry("user_id", TEXT),
                Map.entry("initial_comment", TEXT),
                Map.entry("filepath", TEXT),
                Map.entry("content_base64", List.of("\"YWJj§\"", "\"«YWJj»\"")),
                Map.entry("max", ANY),
                Map.entry("model", TEXT),
                Map.entry("messages", OBJECT_OR_PAIRS),
                Map.entry("tools", OBJECT_OR_PAIRS),
                Map.entry("options", OBJECT_OR_PAIRS),
                Map.entry("api_key", TEXT),
                Map.entry(
                        "api_base",
                        List.of(
                                "\"http://127.0.0.1:%d/§\"".formatted(port),
                                "\"http://127.0.0.1:%d/§a\"".formatted(port),
                                "\"http://§/\"",
                                "\"§\"")),
                Map.entry("object_name", List.of("\"a§\"")),
                Map.entry("id", List.of("\"a§\"")),
                Map.entry("storage", List.of("\"s3://a§\"", "\"§\"")),
                Map.entry("generate_links", ANY),
                Map.entry("template", TEXT),
                Map.entry(
                        "template_html",
                        List.of(
                                "\"<p>§</p>«<b>x</b>»{{§}}{{#list}}§{{/list}}\",\"data\":{\"list\":[1,2]}",
                                "\"{{#list}}{{.}}{{/list}}\",\"data\":{\"list\":[«\"x№\"»]}",
                                "\"<style>p{color:§}«.c№{top:1px}»</style><p class='§' style='§'>a</p>\"")),
                Map.entry("database_connection_str", connectionStrings()));
    }

    private static List<String> addresses() {
        return List.of(
                "\"a@x.example\"",
                "\"§\"",
                "\"«a@x.example»\"",
                "\"§ <a§@x.example>\"",
                "\"\\\"§\\\" (§) <a@x.example>\"",
                "\"«a@x.example;»(«\\\\»<\"",
                "[\"a@x.example\",«\"a@x.example\"»,\"§\"]");
    }

    private List<String> connectionStrings() {
        return List.of(
                "\"host=127.0.0.1 port=%d user=a§ password=b§ dbname=c§ application_name='§' options='-c a=§' §\""
                        .formatted(closedPort),
                "\"host=«a» hostaddr=«a» port=«1» user=a «dbname=a»\"",
                "\"postgresql://a§:b§@127.0.0.1§:%d§/c§?application_name=§&«dbname=a»&options=§\""
                        .formatted(closedPort),
                "\"postgresql://«a»/b\"",
                "\"§\"");
    }
}
