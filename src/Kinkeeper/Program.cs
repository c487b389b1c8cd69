using System.Text;
using Kinkeeper.Platform.Hosting;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await KinkeeperHost.RunAsync(args, Console.Out, Console.Error, TimeProvider.System, terminal: !Console.IsErrorRedirected);
