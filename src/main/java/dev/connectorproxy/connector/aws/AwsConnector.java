package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `aws`.
public final class AwsConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "aws";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "AWS", "Items in DynamoDB, files in S3.", "cloud", "https://docs.aws.amazon.com/");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings = AwsSettings.create(context.settings());
        var aws = new LazyAwsServices(settings, context.egress());
        return List.of(
                new AddDynamoItem(aws),
                new QueryDynamoTable(aws),
                new ScanDynamoTable(aws),
                new UploadFileData(aws),
                new DownloadFileData(aws),
                new ListFiles(aws),
                new CreateFileLink(aws));
    }
}
