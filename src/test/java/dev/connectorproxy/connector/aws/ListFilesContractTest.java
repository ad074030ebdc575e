package dev.connectorproxy.connector.aws;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

/// `aws/ListFiles`, whose upstream responds with XML.
class ListFilesContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new OnlyCommands(new AwsConnector(), "ListFiles"::equals);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "access-key-id", "AKIATEST",
                "secret-access-key", "test-secret",
                "region", "eu-central-1");
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of("ListFiles", "{\"bucket\": \"bucket1\", \"prefix\": \"a/\"}");
    }

    @Override
    protected String upstreamBody() {
        return "<ListBucketResult><Name>bucket1</Name><IsTruncated>false</IsTruncated></ListBucketResult>";
    }
}
