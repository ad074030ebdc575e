/// The connectors `aws`, which is items of DynamoDB and objects of S3, and `artifacts`, which is PDFs in S3, through the AWS SDK. No class of the SDK is loaded before
/// the first call: only `AwsServices` and the classes behind it refer to them, and commands reach it through
/// `LazyAwsServices`.
package dev.connectorproxy.connector.aws;
