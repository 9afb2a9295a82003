using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>The keys the workflows write. Unregistered, the first write would fail a workflow task for ever.</summary>
internal static class SearchAttributeRegistration
{
    /// <summary>Null when the execution has none.</summary>
    public static string? Read(WorkflowExecution execution, SearchAttributeKey<string> key) =>
        execution.TypedSearchAttributes.TryGetValue(key, out var value) ? value : null;

    /// <summary>Registers those that are missing; a worker that starts at the same time may be faster.</summary>
    public static async Task RegisterAsync(ITemporalClient client, CancellationToken cancel)
    {
        var rpc = new RpcOptions { CancellationToken = cancel };
        var known = await client.OperatorService.ListSearchAttributesAsync(new ListSearchAttributesRequest { Namespace = client.Options.Namespace }, rpc);
        foreach (var name in SearchAttributes.All.Select(k => k.Name).Where(n => !known.CustomAttributes.ContainsKey(n)))
        {
            var request = new AddSearchAttributesRequest { Namespace = client.Options.Namespace };
            request.SearchAttributes.Add(name, IndexedValueType.Keyword);
            try
            {
                await client.OperatorService.AddSearchAttributesAsync(request, rpc);
            }
            catch (RpcException fault) when (fault.Code == RpcException.StatusCode.AlreadyExists)
            {
                // Registered meanwhile: what was wanted.
            }
        }
    }
}
