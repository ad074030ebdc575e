/// The connector `aws`: items of DynamoDB and objects of S3, through the AWS SDK. No class of the SDK is loaded before the
/// first call: only `Services` and what it is made of name them, and commands reach it through `Lazy`.
package dev.connectorproxy.connector.aws;
