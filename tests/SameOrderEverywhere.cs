using DotIuCutter.Temporal.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SameOrderEverywhere))]
[assembly: TestClassOrderer(typeof(SameOrderEverywhere))]
[assembly: TestMethodOrderer(typeof(SameOrderEverywhere))]
[assembly: TestCaseOrderer(typeof(SameOrderEverywhere))]

namespace DotIuCutter.Temporal.Tests;

/// <summary>
/// Tests by their names. What xunit does by itself depends on the path of the checkout, so that two tests that disturb each
/// other are seen on one machine and not on the next.
/// </summary>
public sealed class SameOrderEverywhere : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => By(testCollections, collection => collection.TestCollectionDisplayName);

    public IReadOnlyCollection<T?> OrderTestClasses<T>(IReadOnlyCollection<T?> testClasses)
        where T : notnull, ITestClass => By(testClasses, type => type?.TestClassName);

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : notnull, ITestMethod => By(testMethods, method => method?.MethodName);

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => By(testCases, test => test.TestCaseDisplayName);

    private static T[] By<T>(IEnumerable<T> all, Func<T, string?> name) => [.. all.OrderBy(name, StringComparer.Ordinal)];
}
