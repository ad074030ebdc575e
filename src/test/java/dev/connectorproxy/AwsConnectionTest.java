package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// `aws/*` with the credentials of a named connection.
@ServerMetricsLock
class AwsConnectionTest {

    @Test
    void theRequestIsSignedWithTheKeysOfTheConnectionInItsRegion() throws IOException {
        try (var aws = RecordingUpstream.json("{}");
                var proxy =
                        new RunningProxy(
                                """
                                security: {connections-without-key: ["*"]}
                                connectors: {aws: {endpoint: "%s", region: us-east-1, access-key-id: SETTINGS, secret-access-key: x}}
                                connections:
                                  - {name: a, type: aws, access-key-id: AKIDA, secret-access-key: secret-a, region: eu-central-1, commands: [aws/*]}
                                  - {name: b, type: aws, access-key-id: AKIDB, secret-access-key: secret-b, session-token: token-b, commands: [aws/*]}
                                """
                                        .formatted(aws.url()))) {
            var item = "{\"table_name\": \"items\", \"item_data\": {\"a\": 1}%s}";

            var first = proxy.run("aws/AddDynamoItem", item.formatted(", \"connection\": \"a\""));
            proxy.run("aws/AddDynamoItem", item.formatted(", \"connection\": \"b\""));
            proxy.run("aws/AddDynamoItem", item.formatted(""));
            var sent =
                    proxy.run(
                            "aws/AddDynamoItem",
                            item.formatted(", \"aws_access_key_id\": \"AKIDX\""));

            assertThat(first.body(), is("{}"));
            assertThat(authorization(aws, 0), containsString("AKIDA/"));
            assertThat(authorization(aws, 0), containsString("/eu-central-1/"));
            assertThat(authorization(aws, 1), containsString("AKIDB/"));
            assertThat(authorization(aws, 1), containsString("/us-east-1/"));
            assertThat(
                    aws.requests().get(1).headers().get("X-amz-security-token").getFirst(),
                    is("token-b"));
            assertThat(authorization(aws, 2), containsString("SETTINGS/"));
            assertThat(sent.errorCode(), is("InvalidParameters"));
            assertThat(aws.requests(), hasSize(3));
        }
    }

    private static String authorization(RecordingUpstream aws, int request) {
        return aws.requests().get(request).headers().get("Authorization").getFirst();
    }
}
