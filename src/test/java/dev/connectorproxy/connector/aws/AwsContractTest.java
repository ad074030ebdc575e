package dev.connectorproxy.connector.aws;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class AwsContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new OnlyCommands(new AwsConnector(), name -> !name.equals("ListFiles"));
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
        return Map.of(
                "AddDynamoItem",
                "{\"table_name\": \"table1\", \"item_data\": {\"pk\": \"p\", \"n\": 1.5}}",
                "QueryDynamoTable",
                "{\"table_name\": \"table1\", \"partition_key\": \"pk\", \"sort_key\": \"p\"}",
                "ScanDynamoTable",
                "{\"table_name\": \"table1\"}",
                "UploadFileData",
                """
                {"file_data": "data:text/plain;name=a.txt;base64,aGVsbG8=", "bucket": "bucket1",
                 "object_name": "a.txt"}
                """,
                "DownloadFileData",
                "{\"bucket\": \"bucket1\", \"object_name\": \"a.txt\"}",
                "CreateFileLink",
                "{\"bucket\": \"bucket1\", \"object_name\": \"a.txt\"}");
    }

    /// One response for all operations of DynamoDB; the body of S3's success is not read.
    @Override
    protected String upstreamBody() {
        return """
        {"Table": {"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"},
                                 {"AttributeName": "at", "KeyType": "RANGE"}],
                   "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                                            {"AttributeName": "at", "AttributeType": "S"}]},
         "Items": [{"id": {"S": "pk"}, "n": {"N": "1.50"}}], "Count": 1, "ScannedCount": 1}
        """;
    }
}
