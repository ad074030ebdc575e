package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.connector.aws.FakeAws.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import org.junit.jupiter.api.Test;

/// Queries, scans and their pages.
class DynamoTablesTest {
    private static final String FIRST =
            "{\"Items\":[{\"pk\":{\"S\":\"a\"}},{\"pk\":{\"S\":\"b\"}}],\"Count\":2,\"ScannedCount\":3,\"LastEvaluatedKey\":{\"pk\":{\"S\":\"b\"}}}";
    private static final String LAST =
            "{\"Items\":[{\"pk\":{\"S\":\"c\"}}],\"Count\":1,\"ScannedCount\":1}";
    private static final String KEYS =
            "{\"Table\":{\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]%s}}";

    @Test
    void aScanReadsAllPagesAndAddsTheirCounts() {
        var aws = new FakeAws(json(200, FIRST), json(200, LAST));

        var body = aws.runUnwrapped("ScanDynamoTable", "{\"table_name\":\"table1\"}");

        assertThat(
                body,
                is(
                        "{\"Items\":[{\"pk\":\"a\"},{\"pk\":\"b\"},{\"pk\":\"c\"}],\"Count\":3,\"ScannedCount\":4}"));
        assertThat(
                aws.bodies(),
                contains(
                        "{\"TableName\":\"table1\"}",
                        "{\"TableName\":\"table1\",\"Limit\":9998,\"ExclusiveStartKey\":{\"pk\":{\"S\":\"b\"}}}"));
    }

    @Test
    void stopsAtTheLimitAndReturnsTheLastKey() {
        var aws = new FakeAws(json(200, FIRST));

        var body = aws.runUnwrapped("ScanDynamoTable", "{\"table_name\":\"table1\",\"limit\":2}");

        assertThat(
                body,
                is(
                        "{\"Items\":[{\"pk\":\"a\"},{\"pk\":\"b\"}],\"Count\":2,\"ScannedCount\":3,\"LastEvaluatedKey\":{\"pk\":\"b\"}}"));
        assertThat(aws.bodies(), contains("{\"TableName\":\"table1\",\"Limit\":2}"));
    }

    @Test
    void limitsTheCallersLimitToTheConfiguredMaximum() {
        var aws = new FakeAws(json(200, FIRST)).with("max-items", "2");

        aws.runUnwrapped("ScanDynamoTable", "{\"table_name\":\"table1\",\"limit\":50}");

        assertThat(aws.bodies(), contains("{\"TableName\":\"table1\",\"Limit\":2}"));
    }

    @Test
    void requestsAFirstPageThatExceedsTheMaximumAgain() {
        var large = new StringBuilder("{\"pk\":{\"N\":\"0\"}}");
        for (int i = 1; i <= 1_000; i++) {
            large.append(",{\"pk\":{\"N\":\"").append(i).append("\"}}");
        }
        var aws =
                new FakeAws(
                                json(
                                        200,
                                        "{\"Items\":["
                                                + large
                                                + "],\"Count\":1001,\"ScannedCount\":1001}"),
                                json(200, FIRST),
                                json(200, LAST))
                        .with("max-items", "1000");

        var body = aws.runUnwrapped("ScanDynamoTable", "{\"table_name\":\"table1\"}");

        assertThat(body, containsString("\"Count\":3,\"ScannedCount\":4"));
        assertThat(aws.bodies().get(1), is("{\"TableName\":\"table1\",\"Limit\":1000}"));
    }

    @Test
    void stopsWhenTheResultBecomesTooLarge() {
        var page =
                "{\"Items\":[{\"a\":{\"S\":\"%s\"}}],\"Count\":1,\"ScannedCount\":1,\"LastEvaluatedKey\":{\"pk\":{\"S\":\"x\"}}}"
                        .formatted("x".repeat(6 << 20));
        var aws = new FakeAws(json(200, page));

        var body = aws.runUnwrapped("ScanDynamoTable", "{\"table_name\":\"table1\"}");

        assertThat(aws.sent(), hasSize(2));
        assertThat(
                body.substring(body.length() - 60),
                containsString("\"Count\":2,\"ScannedCount\":2,\"LastEvaluatedKey\""));
    }

    @Test
    void sendsAKeyInTheTypeThatTheTableDeclares() {
        var types =
                ",\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"N\"},{\"AttributeName\":\"sk\",\"AttributeType\":\"B\"}]";
        var aws = new FakeAws(json(200, KEYS.formatted(types)), json(200, LAST));

        aws.run(
                "QueryDynamoTable",
                "{\"table_name\":\"table1\",\"partition_key\":\"4.20\",\"sort_key\":\"AAEC\"}");

        assertThat(
                aws.bodies().getLast(),
                is(
                        "{\"TableName\":\"table1\",\"KeyConditionExpression\":\"(#n0 = :v0 AND #n1 = :v1)\",\"ExpressionAttributeNames\":{\"#n0\":\"pk\",\"#n1\":\"sk\"},\"ExpressionAttributeValues\":{\":v0\":{\"N\":\"4.20\"},\":v1\":{\"B\":\"AAEC\"}}}"));
    }

    @Test
    void sendsANumericKeyAsANumberUnlessTheTableDeclaresAString() {
        var types =
                ",\"AttributeDefinitions\":[{\"AttributeName\":\"sk\",\"AttributeType\":\"S\"}]";
        var aws = new FakeAws(json(200, KEYS.formatted(types)), json(200, LAST));

        aws.run(
                "QueryDynamoTable",
                "{\"table_name\":\"table1\",\"partition_key\":5,\"sort_key\":6}");

        assertThat(
                aws.bodies().getLast(),
                containsString(
                        "\"ExpressionAttributeValues\":{\":v0\":{\"N\":\"5\"},\":v1\":{\"S\":\"6\"}}"));
    }

    @Test
    void refusesATextForANumericKey() {
        var types =
                ",\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"N\"}]";
        var aws = new FakeAws(json(200, KEYS.formatted(types)));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                aws.run(
                                        "QueryDynamoTable",
                                        "{\"table_name\":\"table1\",\"partition_key\":\"p1\"}"));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(aws.sent(), hasSize(1));
    }

    @Test
    void reportsADescriptionWithoutATableAsAConnectionError() {
        var aws = new FakeAws(json(200, "{}"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                aws.run(
                                        "QueryDynamoTable",
                                        "{\"table_name\":\"table1\",\"partition_key\":\"p1\"}"));

        assertThat(failure.is(ErrorCode.CONNECTION_ERROR), is(true));
    }

    @Test
    void refusesASortKeyForATableWithoutOne() {
        var aws =
                new FakeAws(
                        json(
                                200,
                                "{\"Table\":{\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]}}"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                aws.run(
                                        "QueryDynamoTable",
                                        "{\"table_name\":\"table1\",\"partition_key\":\"p\",\"sort_key\":\"s\"}"));

        assertThat(failure.is(ErrorCode.INVALID_PARAMETERS), is(true));
        assertThat(failure.getMessage(), containsString("no sort key"));
        assertThat(aws.sent(), hasSize(1));
    }
}
