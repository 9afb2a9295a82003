using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Registers the search attributes that workflows write. Without them the first write would fail a workflow task for ever.</summary>
internal static class SearchAttributeRegistration
{
    /// <summary>Reads a search attribute; null when the workflow has none.</summary>
    public static string? Read(WorkflowExecution execution, SearchAttributeKey<string> key) =>
        execution.TypedSearchAttributes.TryGetValue(key, out var value) ? value : null;

    /// <summary>Registers the missing ones. Another worker may register them at the same time.</summary>
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
                // Another worker has registered it meanwhile.
            }
        }
    }
}
