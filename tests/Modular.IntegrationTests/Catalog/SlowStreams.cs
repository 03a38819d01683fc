using System.Text;

namespace Modular.IntegrationTests.Catalog;

/// <summary>Gives all but its last part at once, and that when it is opened.</summary>
internal sealed class GatedStream(byte[] bytes) : ReadOnlyStream
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _gate = bytes.Length - 1_000;
    private int _position;

    public void Open() => _open.SetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _gate) await _open.Task.WaitAsync(cancellationToken);
        var end = _position < _gate ? _gate : bytes.Length;
        var count = Math.Min(buffer.Length, end - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}

/// <summary>Makes its lines while they are being read.</summary>
internal sealed class GeneratedStream(IEnumerable<string> lines, Action<int> made) : ReadOnlyStream
{
    private readonly IEnumerator<string> _lines = lines.GetEnumerator();
    private byte[] _line = [];
    private int _position;
    private int _made;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _line.Length)
        {
            if (!_lines.MoveNext()) return ValueTask.FromResult(0);
            made(++_made);
            (_line, _position) = (Encoding.UTF8.GetBytes(_lines.Current + "\n"), 0);
        }

        var count = Math.Min(buffer.Length, _line.Length - _position);
        _line.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
